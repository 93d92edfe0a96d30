import { blockEntity } from "../block-entity.ts";
import type { Catalog } from "../catalog.ts";
import type { PageBlock, PageDocument } from "../documents/page.ts";
import type { FieldRewrite } from "./field-rewrite.ts";
import { rewriteMatches } from "./rewrite-rule.ts";

/** A record's page with its fields under their new ids; no field stands twice where one takes the place of another. */
export function rewritePage(page: PageDocument, catalog: Catalog, rewrite: FieldRewrite): PageDocument {
  const rename = (field: string): string => rewrite.rename(page.entity, field);
  const all = (fields: readonly string[]): readonly string[] => [...new Set(fields.map(rename))];
  const place = { entity: page.entity, catalog };
  const matching = ({ entity, match, columns }: PageBlock): Partial<PageBlock> =>
    entity === undefined
      ? {}
      : {
          ...(match ? { match: rewriteMatches(match, entity, { place, rewrite }) } : {}),
          ...(columns
            ? { columns: [...new Set(columns.map((field) => rewrite.rename(entity, field)))] }
            : {}),
        };
  const block = (one: PageBlock): PageBlock => {
    const over = blockEntity(catalog, page, one);
    return {
      ...one,
      ...(one.fields ? { fields: all(one.fields) } : {}),
      ...(one.field === undefined || over === undefined ? {} : { field: rewrite.rename(over, one.field) }),
      ...matching(one),
    };
  };
  return { ...page, keyFields: all(page.keyFields), blocks: page.blocks.map(block) };
}
