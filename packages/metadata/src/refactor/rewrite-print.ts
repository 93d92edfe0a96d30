import type { LocalizedText } from "@mortise/kit";
import type { Catalog } from "../catalog.ts";
import type { PrintBlock, PrintDocument } from "../documents/print.ts";
import { QUOTE } from "../quoting-text.ts";
import type { FieldRewrite } from "./field-rewrite.ts";

/** A print template with its fields under their new ids, in texts too. */
export function rewritePrint(print: PrintDocument, catalog: Catalog, rewrite: FieldRewrite): PrintDocument {
  const { entity } = print;
  const rename = (field: string): string => rewrite.rename(entity, field);
  const say = (text: string): string => text.replace(QUOTE, (_quote, field: string) => `{${rename(field)}}`);
  const said = ({ zh, en }: LocalizedText): LocalizedText => ({ zh: say(zh), en: say(en) });
  const block = (one: PrintBlock): PrintBlock => {
    const over = (one.type === "table" && catalog.targetOf(entity, one.field ?? "")) || entity;
    return {
      ...one,
      ...(one.text ? { text: said(one.text) } : {}),
      ...(one.field === undefined ? {} : { field: rename(one.field) }),
      ...(one.fields ? { fields: [...new Set(one.fields.map((field) => rewrite.rename(over, field)))] } : {}),
    };
  };
  return {
    ...print,
    ...(print.header ? { header: said(print.header) } : {}),
    ...(print.footer ? { footer: said(print.footer) } : {}),
    blocks: print.blocks.map(block),
  };
}
