import type { LocalizedText } from "@mortise/kit";
import type { PrintDocument } from "@mortise/metadata";
import { printedText } from "../../model/print/printed-text.ts";
import type { PrintWords } from "../../model/print/printed-value.ts";

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
