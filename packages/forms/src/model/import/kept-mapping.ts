import type { KeptMapping as KeptMappingSchema } from "@mortise/contract";
import type { EntityDocument } from "@mortise/metadata";
import type { Static } from "typebox";
import { headerKey } from "./header-text.ts";
import { fileFields, importFields, numberFields } from "./import-fields.ts";
import type { ImportPlan } from "./import-plan.ts";

/** How lists of one kind are imported, kept under a name. */
export type KeptMapping = Static<typeof KeptMappingSchema>;

/** What of a plan is kept: columns by their headers, since the next list may have them in another order. */
export function mappingOf(plan: ImportPlan, headers: readonly string[]): KeptMapping["mapping"] {
  const { entity: _entity, sheet: _sheet, headerRow: _row, mapping, childSheets: _sheets, ...choices } = plan;
  const columns = mapping.flatMap(({ column, field }) => {
    const header = headers[column]?.trim() ?? "";
    return header === "" ? [] : [{ header, field }];
  });
  return { columns, ...choices };
}

/** The plan with a kept mapping: columns of other headers stay as they were guessed, fields that are gone are left out. */
export function withMapping(
  plan: ImportPlan,
  { columns, keys, ...choices }: KeptMapping["mapping"],
  {
    headers,
    entity,
    children = [],
  }: {
    readonly headers: readonly string[];
    readonly entity: EntityDocument;
    readonly children?: readonly { readonly id: string }[];
  },
): ImportPlan {
  const fields = [...importFields(entity), ...fileFields(entity), ...numberFields(entity), ...children];
  const known = new Set(fields.map(({ id }) => id));
  const byHeader = new Map(columns.map(({ header, field }) => [headerKey(header), field]));
  const kept = plan.mapping.map(({ column }) => {
    const field = byHeader.get(headerKey(headers[column] ?? ""));
    return { column, field: field != null && known.has(field) ? field : null, isKept: field !== undefined };
  });
  const taken = new Set(kept.map(({ field }) => field));
  const mapping = kept.map(({ column, field, isKept }) => {
    const guess = plan.mapping.find((one) => one.column === column)?.field ?? null;
    return { column, field: isKept || taken.has(guess) ? field : guess };
  });
  const mapped = new Set(mapping.map(({ field }) => field));
  return { ...plan, ...choices, mapping, keys: keys.filter((key) => mapped.has(key)) };
}
