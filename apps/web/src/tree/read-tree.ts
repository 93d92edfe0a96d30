import { type ApiClient, type RecordData, type RouteOutput, routes } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import type { SortKey } from "@mortise/metadata";
import { allOf } from "../records/list-state.ts";

type Page = RouteOutput<typeof routes.queryRecords>;

const PAGE = 100;
/** So many matches are shown with what stands above them. */
const MOST_MATCHES = 200;
/** Deeper trees are cut off: the server refuses them too. */
const DEEPEST = 40;

/** Which tree is read, and under which conditions. */
export interface TreeQuery {
  readonly app: string;
  readonly entity: string;
  /** The reference of the entity to itself. */
  readonly field: string;
  /** Fields to read besides it. */
  readonly fields: readonly string[];
  readonly filter?: Expression | undefined;
  readonly search?: string | undefined;
  readonly sort?: readonly SortKey[] | undefined;
}

/** Records that stand below one record, or at the top, with how many stand below each of them. */
export interface TreeLevel {
  readonly items: readonly RecordData[];
  readonly below: ReadonlyMap<string, number>;
  readonly next: string | undefined;
  readonly page: Pick<Page, "items" | "labels" | "denied" | "limits">;
}

/** One page of a level. */
export async function readLevel(
  api: ApiClient,
  query: TreeQuery,
  place: { readonly parent: string | null; readonly after?: string | undefined },
): Promise<TreeLevel> {
  const up = { var: query.field };
  const here: Expression = place.parent === null ? { empty: [up] } : { "==": [up, place.parent] };
  const page = await ask(api, query, {
    filter: here,
    limit: PAGE,
    ...(place.after === undefined ? {} : { after: place.after }),
  });
  const ids = page.items.map(({ id }) => id);
  return { items: page.items, below: await countBelow(api, query, ids), next: page.next, page };
}

/** What was searched for, in its places: the matches and everything above them. */
export interface TreeMatches {
  readonly records: ReadonlyMap<string, RecordData>;
  readonly matches: ReadonlySet<string>;
  /** There are more matches than are shown. */
  readonly isCut: boolean;
  readonly pages: readonly TreeLevel["page"][];
}

/** Finds records and all that stands above them, level by level. */
export async function readMatches(api: ApiClient, query: TreeQuery): Promise<TreeMatches> {
  const first = await ask(api, query, {
    ...(query.filter === undefined ? {} : { filter: query.filter }),
    ...(query.search ? { search: query.search } : {}),
    limit: MOST_MATCHES,
  });
  const records = new Map(first.items.map((record) => [record.id, record]));
  const pages = [first];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const missing = missingAbove(records, query.field);
    if (missing.length === 0) break;
    const above = await ask(api, query, { filter: { in: [{ var: "id" }, missing] }, limit: MOST_MATCHES });
    pages.push(above);
    if (above.items.length === 0) break;
    for (const record of above.items) records.set(record.id, record);
  }
  return {
    records,
    matches: new Set(first.items.map(({ id }) => id)),
    isCut: first.next !== undefined,
    pages,
  };
}

/** Records by what they stand below; those whose upper record is out of sight stand at the top. */
export function childrenOf(
  records: ReadonlyMap<string, RecordData>,
  field: string,
): ReadonlyMap<string | null, readonly RecordData[]> {
  return Map.groupBy(records.values(), (record) => {
    const up = record[field];
    return typeof up === "string" && records.has(up) ? up : null;
  });
}

function missingAbove(records: ReadonlyMap<string, RecordData>, field: string): string[] {
  const wanted = new Set<string>();
  for (const record of records.values()) {
    const up = record[field];
    if (typeof up === "string" && !records.has(up)) wanted.add(up);
  }
  return [...wanted].slice(0, MOST_MATCHES);
}

async function ask(
  api: ApiClient,
  { app, entity, field, fields, sort }: TreeQuery,
  part: {
    readonly filter?: Expression;
    readonly search?: string;
    readonly limit: number;
    readonly after?: string;
  },
): Promise<Page> {
  return api.call(routes.queryRecords, {
    params: { app, entity },
    body: { fields: [...new Set([...fields, field])], ...part, ...(sort ? { sort: [...sort] } : {}) },
  });
}

async function countBelow(
  api: ApiClient,
  { app, entity, field, filter }: TreeQuery,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const below = allOf({ in: [{ var: field }, [...ids]] }, filter);
  const { rows } = await api.call(routes.aggregate, {
    params: { app, entity },
    body: {
      dimensions: [{ field }],
      measures: [{ id: "n", name: { zh: "", en: "" }, function: "count" }],
      limit: ids.length,
      ...(below === undefined ? {} : { filter: below }),
    },
  });
  return new Map(rows.map(({ keys, values }) => [String(keys[0]), Number(values["n"] ?? 0)]));
}
