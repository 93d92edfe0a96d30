import { type LocalizedText, shortKey } from "@mortise/kit";
import type {
  FormButtonItem,
  FormDividerItem,
  FormFieldItem,
  FormFrameItem,
  FormPageItem,
  FormPagesItem,
  FormSectionItem,
  FormTextItem,
} from "@mortise/metadata";
import { GRID_COLUMNS } from "./pack-rows.ts";

/** A new place for a field. */
export function fieldItem(field: string, span = GRID_COLUMNS / 2): FormFieldItem {
  return { type: "field", id: shortKey(), field, span };
}

/** A new, empty section. */
export function sectionItem(title: LocalizedText): FormSectionItem {
  return { type: "section", id: shortKey(), title, items: [] };
}

/** A new, empty page. */
export function pageItem(title: LocalizedText): FormPageItem {
  return { type: "page", id: shortKey(), title, items: [] };
}

/** New tabs or steps with two empty pages. */
export function pagesItem(look: FormPagesItem["look"]): FormPagesItem {
  return {
    type: "pages",
    id: shortKey(),
    look,
    items: [pageItem(pageTitle(look, 1)), pageItem(pageTitle(look, 2))],
  };
}

/** What the page of a number is called until it gets a name. */
export function pageTitle(look: FormPagesItem["look"], number: number): LocalizedText {
  return look === "steps"
    ? { zh: `第 ${number} 步`, en: `Step ${number}` }
    : { zh: `选项卡 ${number}`, en: `Tab ${number}` };
}

/** A new paragraph. */
export function textItem(content: LocalizedText): FormTextItem {
  return { type: "text", id: shortKey(), content, span: GRID_COLUMNS };
}

/** A new line across. */
export function dividerItem(): FormDividerItem {
  return { type: "divider", id: shortKey() };
}

/** A new place for a page of another system. */
export function frameItem(title: LocalizedText): FormFrameItem {
  return { type: "frame", id: shortKey(), title, url: "https://", height: 320, span: GRID_COLUMNS };
}

/** A new button that opens an address. */
export function buttonItem(title: LocalizedText): FormButtonItem {
  return { type: "button", id: shortKey(), title, span: 3, action: { type: "link", url: "https://" } };
}
