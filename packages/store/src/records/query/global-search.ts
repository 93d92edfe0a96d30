import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import { excerpt, type Marks, matchMarks } from "../../search/match-marks.ts";
import { searchAlternatives } from "../../search/search-query.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, fromDatabase, scalarText } from "../model/row-values.ts";
import { canReadSome } from "../permission/entity-permission.ts";
import { accessTo, isAlwaysClear, isClear } from "../permission/field-guard.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import type { RecordRow } from "../record-query.ts";
import { allOf, type Sql } from "../sql-text.ts";
import { commonSql, MOST_HITS } from "./hit-plan.ts";
import { projection, toRecordRow } from "./projection.ts";
import { rankSql } from "./rank-sql.ts";
import type { ReadScope } from "./read-scope.ts";
import { rowConditions } from "./row-conditions.ts";
import type { SearchGroup, SearchHint, SearchHit } from "./search-hit.ts";
import { searchSql } from "./search-sql.ts";

const DEFAULT_HITS = 5;
const HINTS = 2;
/** Hits are counted up to here. */
const COUNTED = 1_000;
/** Of a keyword that is all over the table, so many of the newest hits are ranked. */
const NEWEST = 200;

interface Search {
  readonly app: string;
  readonly text: string;
  readonly limitPerEntity?: number;
}

interface RankedGroup extends SearchGroup {
  readonly rank: number;
}

/**
 * Searches all entities of an app that the actor may read; child rows belong to their parents. In each entity whole
 * matches come first, then beginnings, titles before other fields, and the newest of equals; the entity with the best hit
 * comes first.
 */
export async function searchApp(
  scope: ReadScope,
  actor: Actor,
  search: Search,
): Promise<readonly SearchGroup[]> {
  const { app, text, limitPerEntity = DEFAULT_HITS } = search;
  if (text.trim() === "") return [];
  const found: RankedGroup[] = [];
  for (const entity of scope.context.catalog(app).all("entity")) {
    if (entity.parent) continue;
    const access = accessRows(scope.context, actor, { app, entity: entity.id });
    const { model, permission } = access;
    const isSearchable = model.columns.some((field) => field.searchable && isClear(permission, field.id));
    if (!canReadSome(permission) || !isSearchable) continue;
    const group = await searchEntity(scope, access, { text, limit: limitPerEntity });
    if (group) found.push(group);
  }
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ entity, hits, count }) => ({ entity, hits, count }));
}

interface EntitySearch {
  readonly text: string;
  readonly limit: number;
}

async function searchEntity(
  scope: ReadScope,
  access: RowAccess,
  { text, limit }: EntitySearch,
): Promise<RankedGroup | undefined> {
  const { model } = access;
  const fields = shownFields(access);
  const read = (hits: Sql) =>
    sql<DatabaseRow>`
    with hit as materialized (${hits}),
      best as (select * from hit order by rank, created_at desc, id desc limit ${limit})
    select ${projection(fields, access)}, best.rank as "$rank", (select count(*) from hit)::int as "$hits"
    from best join ${model.table} as t on t.id = best.id
    order by best.rank, best.created_at desc, best.id desc`.execute(scope.db);
  const ranked = sql`select t.id, t.created_at, ${rankSql(access, text)} as rank from ${model.table} as t`;
  const asked = await sql<{
    common: boolean;
  }>`select ${commonSql(access, searchSql(access, text))} as common`.execute(scope.db);
  const isKnownCommon = asked.rows[0]?.common === true;
  let { rows } = !isKnownCommon
    ? await read(
        sql`${ranked} where ${allOf(rowConditions(access, { search: text }))} limit ${MOST_HITS + 1}`,
      )
    : { rows: [] };
  const isCommon = isKnownCommon || Number(rows[0]?.["$hits"] ?? 0) > MOST_HITS;
  if (isCommon) {
    // In a form that the keyword index cannot serve, or all hits would be collected first.
    const walked = allOf([...rowConditions(access, {}), sql`(${searchSql(access, text)}) is true`]);
    ({ rows } = await read(
      sql`${ranked} where ${walked} order by t.created_at desc, t.id desc limit ${NEWEST}`,
    ));
  }
  const [first] = rows;
  if (!first) return undefined;
  const hits = Number(first["$hits"]);
  const most = isCommon ? NEWEST - 1 : COUNTED;
  const words = [...new Set(searchAlternatives(text).flatMap((one) => one.words))];
  return {
    entity: model.id,
    rank: Number(first["$rank"]),
    hits: rows.map((row) => hitOf(access, { row: toRecordRow(row, fields, access), fields, words })),
    count: { value: Math.min(hits, isCommon ? NEWEST : COUNTED), capped: hits > most },
  };
}

/** The title and the other searched fields, as far as they may be shown. */
function shownFields({ model, permission }: RowAccess): readonly ModelField[] {
  const searchable = model.columns.filter((field) => field.searchable).map((field) => field.id);
  const wanted = [...new Set(["id", "revision", model.entity.titleField, ...searchable])];
  return wanted.flatMap((id) => {
    const field = model.field(id);
    return field && field.columnType !== null && accessTo(permission, id) !== "hidden" ? [field] : [];
  });
}

interface Shown {
  readonly row: RecordRow;
  readonly fields: readonly ModelField[];
  readonly words: readonly string[];
}

function hitOf(access: RowAccess, { row, fields, words }: Shown): SearchHit {
  const { model } = access;
  const said = (field: ModelField) => saidValue(access, { field, row, words });
  const title = fields.find(({ id }) => id === model.entity.titleField);
  const name = title ? said(title) : { text: "", marks: [] };
  const hints = fields
    .filter((field) => field.searchable && field !== title)
    .map((field): SearchHint => ({ field: field.id, ...said(field) }))
    .filter(({ text }) => text !== "")
    .toSorted((a, b) => Number(b.marks.length > 0) - Number(a.marks.length > 0));
  return { entity: model.id, id: row.id, title: name.text, marks: name.marks, hints: hints.slice(0, HINTS) };
}

/** A value as people read it; only where every row shows the field in clear it says where it matches. */
function saidValue(
  { permission, actor }: RowAccess,
  {
    field,
    row,
    words,
  }: { readonly field: ModelField; readonly row: RecordRow; readonly words: readonly string[] },
): { readonly text: string; readonly marks: Marks } {
  const value = fromDatabase(row[field.id], field);
  if (value === null) return { text: "", marks: [] };
  if (!isAlwaysClear(permission, field.id)) return { text: excerpt(scalarText(value), []).text, marks: [] };
  const { locale, timeZone } = actor;
  const context = { locale, timeZone, label: () => undefined, find: () => undefined };
  const text =
    field.type && field.definition ? field.type.toText(value, field.definition, context) : scalarText(value);
  return excerpt(text, matchMarks(text, words, field.searchedAs ?? "words"));
}
