import { type ApiClient, type RecordData, type RouteOutput, routes } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import type { SortKey } from "@mortise/metadata";

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

/** A page of the records that stand below one record, or at the top, with how many stand below each of them. */
interface TreeLevel {
  readonly page: Page;
  readonly below: ReadonlyMap<string, number>;
}

/** One page of a level; a level is read without filter and keyword. */
export async function readLevel(
  api: ApiClient,
  query: Omit<TreeQuery, "filter" | "search">,
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
  return { page, below: await countBelow(api, query, ids) };
}

/** What was searched for, in its places: the matches and everything above them. */
export interface TreeMatches {
  readonly records: ReadonlyMap<string, RecordData>;
  readonly matches: ReadonlySet<string>;
  /** There are more matches than are shown. */
  readonly isCut: boolean;
  readonly pages: readonly Page[];
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
  let newest = first.items;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const missing = missingAbove(newest, records, query.field);
    if (missing.length === 0) break;
    const above = await ask(api, query, { filter: { in: [{ var: "id" }, missing] }, limit: MOST_MATCHES });
    pages.push(above);
    newest = above.items;
    for (const record of newest) records.set(record.id, record);
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

/** What stands right above the records that came last; never more than they are, and each is asked for once. */
function missingAbove(
  newest: readonly RecordData[],
  records: ReadonlyMap<string, RecordData>,
  field: string,
): string[] {
  const wanted = new Set<string>();
  for (const record of newest) {
    const up = record[field];
    if (typeof up === "string" && !records.has(up)) wanted.add(up);
  }
  return [...wanted];
}

async function ask(
  api: ApiClient,
  { app, entity, field, fields, sort }: Omit<TreeQuery, "filter" | "search">,
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
  { app, entity, field }: Pick<TreeQuery, "app" | "entity" | "field">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await api.call(routes.aggregate, {
    params: { app, entity },
    body: {
      dimensions: [{ field }],
      measures: [{ id: "n", function: "count" }],
      limit: ids.length,
      filter: { in: [{ var: field }, [...ids]] },
    },
  });
  return new Map(rows.map(({ keys, values }) => [String(keys[0]), Number(values["n"] ?? 0)]));
}
