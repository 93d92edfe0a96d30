import type { LocalizedText } from "@mortise/kit";
import type { Catalog } from "../catalog.ts";
import type { PrintBlock, PrintDocument } from "../documents/print.ts";
import { fieldsOnPath, QUOTED_PATH } from "../field-path.ts";
import type { FieldRewrite } from "./field-rewrite.ts";

/** A print template with its fields under their new ids, in texts too. */
export function rewritePrint(print: PrintDocument, catalog: Catalog, rewrite: FieldRewrite): PrintDocument {
  const { entity } = print;
  const rename = (field: string): string => rewrite.rename(entity, field);
  const renamePath = (from: string, path: string): string =>
    fieldsOnPath(catalog, from, path)
      ?.map((step) => rewrite.rename(step.entity, step.field))
      .join(".") ?? path;
  const say = (text: string): string =>
    text.replace(QUOTED_PATH, (_quote, path: string) => `{${renamePath(entity, path)}}`);
  const said = ({ zh, en }: LocalizedText): LocalizedText => ({ zh: say(zh), en: say(en) });
  const block = (one: PrintBlock): PrintBlock => {
    const over = (one.type === "table" && catalog.targetOf(entity, one.field ?? "")) || entity;
    return {
      ...one,
      ...(one.text ? { text: said(one.text) } : {}),
      ...(one.field === undefined ? {} : { field: rename(one.field) }),
      ...(one.fields ? { fields: [...new Set(one.fields.map((path) => renamePath(over, path)))] } : {}),
    };
  };
  return {
    ...print,
    ...(print.header ? { header: said(print.header) } : {}),
    ...(print.footer ? { footer: said(print.footer) } : {}),
    blocks: print.blocks.map(block),
  };
}
