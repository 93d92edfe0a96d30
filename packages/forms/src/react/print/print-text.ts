import { type FieldContext, findFieldType } from "@mortise/fields";
import { localize, type LocalizedText } from "@mortise/kit";
import { type EntityDocument, type PrintDocument, QUOTE, UNSAID } from "@mortise/metadata";
import type { FormValues } from "../../model/logic/form-logic.ts";

/** What texts of a template are said with. */
export interface PrintWords {
  readonly entity: EntityDocument;
  readonly values: FormValues;
  readonly context: FieldContext;
}

/** A text of a template with the record's values in it; what the reader may not see, or is empty, is a dash. */
export function printedText(text: LocalizedText | undefined, words: PrintWords): string {
  if (!text) return "";
  return localize(text, words.context.locale).replace(
    QUOTE,
    (_quote, field: string) => valueIn(field, words) || UNSAID,
  );
}

function valueIn(id: string, { entity, values, context }: PrintWords): string {
  const field = entity.fields.find((each) => each.id === id);
  const value = values[id];
  if (!field || value === null || value === undefined) return "";
  // What a mask leaves is text already.
  if (typeof value === "string" && value.includes("*")) return value;
  return findFieldType(field.type)?.toText(value, field, context) ?? "";
}

/** The style sheet of one printed record: its paper, edges, header, footer and page numbers, under a page name of its own. */
export function pageRule(name: string, template: PrintDocument, words: PrintWords): string {
  const { paper, landscape, margin, header, footer, pageNumbers } = template;
  const box = (place: string, content: string) =>
    `@${place} { content: ${content}; font-size: 9pt; color: #555; }`;
  const said = (text: LocalizedText | undefined) => cssString(printedText(text, words));
  return [
    `@page ${name} { size: ${paper}${landscape ? " landscape" : ""}; margin: ${margin}mm;`,
    header ? box("top-center", said(header)) : "",
    footer ? box("bottom-left", said(footer)) : "",
    pageNumbers ? box("bottom-right", `counter(page) " / " counter(pages)`) : "",
    "}",
  ].join(" ");
}

/** A text as CSS writes it: nothing in it can end the string. */
export function cssString(text: string): string {
  const safe = text.replaceAll(
    /["\\<>\n\r\f]/g,
    (character) => `\\${character.codePointAt(0)?.toString(16) ?? ""} `,
  );
  return `"${safe}"`;
}
