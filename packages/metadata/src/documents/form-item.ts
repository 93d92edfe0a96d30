import type { LocalizedText } from "@mortise/kit";
import type { SetAction } from "./record-rule.ts";

/** A field placed on a form. `span` is its width in twelfths. */
export interface FormFieldItem {
  readonly type: "field";
  readonly id: string;
  readonly field: string;
  readonly span: number;
  /** Overrides of the entity's label, help and required flag (a form can only be stricter). */
  readonly label?: LocalizedText;
  readonly help?: LocalizedText;
  readonly required?: boolean;
  readonly readOnly?: boolean;
}

/** A titled group of items. */
export interface FormSectionItem {
  readonly type: "section";
  readonly id: string;
  readonly title: LocalizedText;
  readonly collapsed?: boolean;
  readonly items: readonly FormItem[];
}

/** One page of several; stands only among pages. */
export interface FormPageItem {
  readonly type: "page";
  readonly id: string;
  readonly title: LocalizedText;
  readonly items: readonly FormItem[];
}

/** Items shown one page at a time: `tabs` to choose from, or `steps` gone through in order, each checked before the next. */
export interface FormPagesItem {
  readonly type: "pages";
  readonly id: string;
  readonly look: "tabs" | "steps";
  readonly items: readonly FormPageItem[];
}

/** A paragraph of explanation. */
export interface FormTextItem {
  readonly type: "text";
  readonly id: string;
  readonly content: LocalizedText;
  readonly span: number;
}

/** A line across the form, with a few words if wanted. */
export interface FormDividerItem {
  readonly type: "divider";
  readonly id: string;
  readonly title?: LocalizedText;
}

/** An address that takes values of the record along: query parameters by name, each with the field that fills it. */
export interface FormLink {
  readonly url: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A page of another system within the form; shown only for hosts that the server allows. `height` is in pixels. */
export interface FormFrameItem extends FormLink {
  readonly type: "frame";
  readonly id: string;
  readonly title: LocalizedText;
  readonly height: number;
  readonly span: number;
}

/** What a button on a form does: opens an address in a new window, or puts values into fields. */
export type FormButtonAction =
  | ({ readonly type: "link" } & FormLink)
  | { readonly type: "set"; readonly set: readonly SetAction[] };

/** A button on a form. */
export interface FormButtonItem {
  readonly type: "button";
  readonly id: string;
  readonly title: LocalizedText;
  readonly span: number;
  readonly action: FormButtonAction;
}

/** Anything that can stand on a form. */
export type FormItem =
  | FormFieldItem
  | FormSectionItem
  | FormPagesItem
  | FormPageItem
  | FormTextItem
  | FormDividerItem
  | FormFrameItem
  | FormButtonItem;

/** An item that holds others. */
export type FormContainer = FormSectionItem | FormPagesItem | FormPageItem;

/** Whether an item holds others. */
export function isContainer(item: FormItem): item is FormContainer {
  return "items" in item;
}

/** What stands directly in an item; nothing in one that holds no others. */
export function innerItems(item: FormItem): readonly FormItem[] {
  return isContainer(item) ? item.items : [];
}

/** The item with others in it. Only pages stand among pages; an item that holds no others stays as it is. */
export function withInnerItems(item: FormItem, items: readonly FormItem[]): FormItem {
  if (item.type === "pages") return { ...item, items: items.filter((each) => each.type === "page") };
  return isContainer(item) ? { ...item, items } : item;
}

/** Every item in reading order, those inside others behind the one they stand in. */
export function allItems(items: readonly FormItem[]): readonly FormItem[] {
  return items.flatMap((item) => [item, ...allItems(innerItems(item))]);
}

/** The address that an item leads to; undefined for one that leads nowhere. */
export function linkOf(item: FormItem): FormLink | undefined {
  if (item.type === "frame") return item;
  return item.type === "button" && item.action.type === "link" ? item.action : undefined;
}
