import { ApiError } from "@mortise/contract";
import { fieldCatalog } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import type { Catalog, EntityDocument } from "@mortise/metadata";

interface Naming {
  readonly catalog: Catalog;
  readonly localize: (text: LocalizedText) => string;
  /** A sentence of `{row}`, `{column}` and `{message}`. */
  readonly sentence: (row: number, column: string, message: string) => string;
  /** Stands between sentences. */
  readonly separator: string;
}

/** What a refusal says about the rows of sub-tables, by sub-table: each complaint with the row and the column that it is about. */
export function rowComplaints(
  error: unknown,
  entity: EntityDocument,
  naming: Naming,
): Readonly<Record<string, string>> {
  if (!(error instanceof ApiError)) return {};
  const said = new Map<string, string[]>();
  for (const { path, message } of error.body.details) {
    const [list = "", row, column] = path.split(".");
    const field = entity.fields.find(({ id }) => id === list);
    if (!field || column === undefined || !/^\d+$/.test(row ?? "")) continue;
    const rows = naming.catalog.find("entity", fieldCatalog.targetEntity(field) ?? "");
    const name = rows?.fields.find(({ id }) => id === column)?.name;
    const told = naming.sentence(Number(row) + 1, name ? naming.localize(name) : column, message);
    said.set(list, [...(said.get(list) ?? []), told]);
  }
  return Object.fromEntries([...said].map(([list, all]) => [list, all.join(naming.separator)]));
}
