import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import { onRow, ranksList } from "../permission/limit-sql.ts";
import { isShortened, maskValue } from "../permission/mask-value.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { seesWhole } from "../values/field-sql.ts";
import { fetchLabels } from "./labels.ts";
import type { QuotedValue, QuotedValues, QuoteRequest } from "./quote.ts";
import type { ReadScope } from "./read-scope.ts";

/** What a reader may see, by the rights of now, of values that texts quote: one statement per entity. */
export async function readQuoted(
  scope: ReadScope,
  actor: Actor,
  { app, quotes }: { readonly app: string; readonly quotes: readonly QuoteRequest[] },
): Promise<QuotedValues> {
  const items: Readonly<Record<string, QuotedValue>>[] = quotes.map(() => ({}));
  const labels: Record<string, string> = {};
  const places = quotes.map((quote, place) => ({ ...quote, place }));
  for (const [entity, group] of Map.groupBy(places, (quote) => quote.entity)) {
    if (!scope.context.catalog(app).find("entity", entity)) continue;
    const access = accessRows(scope.context, actor, { app, entity });
    const permissions = await visiblePermissions(scope, access, group);
    const clear: Record<string, Value>[] = [];
    for (const { place, record, values } of group) {
      const permission = permissions.get(record);
      if (!permission) continue;
      const shown = shownValues({ ...access, permission }, values);
      items[place] = shown;
      clear.push(
        Object.fromEntries(
          Object.entries(shown).map(([id, { value, masked }]) => [id, masked ? null : value]),
        ),
      );
    }
    const reader = { scope, actor, access };
    Object.assign(labels, await fetchLabels(reader, access.model.values, clear));
  }
  return { items, labels };
}

/** The permission on each record that the reader sees. */
async function visiblePermissions(scope: ReadScope, access: RowAccess, quotes: readonly QuoteRequest[]) {
  const { permission, model } = access;
  if (permission.read.kind === "none") return new Map<string, RowAccess["permission"]>();
  const ids = [...new Set(quotes.map(({ record }) => record))];
  const { rows } = await sql<DatabaseRow>`
    select t.id${ranksList(access)} from ${model.table} as t
    where t.id = any(${ids}::uuid[]) and ${predicateSql(permission.read, access)}`.execute(scope.db);
  return new Map(rows.map((row) => [textAt(row, "id"), onRow(permission, row)]));
}

function shownValues(
  access: RowAccess,
  values: Readonly<Record<string, Value>>,
): Readonly<Record<string, QuotedValue>> {
  const { model, permission, actor } = access;
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, value]): (readonly [string, QuotedValue])[] => {
      const field = model.field(id) ?? model.field(model.renamed(id) ?? "");
      if (!field) return [];
      const may = accessTo(permission, field.id);
      if (may === "hidden" || !isOwn(access, field)) return [];
      if (isShortened(may, field)) return [[id, { value: maskValue(value, field, actor), masked: true }]];
      return [[id, { value, masked: false }]];
    }),
  );
}

/** Whether the value is one that everybody who sees the field is shown: worked-out ones can be others for others. */
function isOwn(access: RowAccess, field: ModelField): boolean {
  const { model, permission } = access;
  if (field.type?.computed === undefined || permission.isFull) return true;
  // What a column keeps, such as a total over the record's own rows, is the same for all who see those rows whole.
  if (field.storage === "column") return seesWhole(access, field);
  const isOver = model.sourcesOf(field).some((place) => place.entity !== model.id);
  if (!isOver) return true;
  const isDerived = field.definition !== undefined && field.type.derivation?.(field.definition) !== undefined;
  return isDerived && seesWhole(access, field);
}
