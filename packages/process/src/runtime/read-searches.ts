import type { Expression } from "@mortise/expression";
import { canonicalJson, isPlainObject } from "@mortise/kit";
import type { Figure, Search } from "../model/search.ts";
import type { Reading } from "./reading.ts";

/** Most records one query page holds. */
const PAGE = 500;
/** Pages read at most for searches that are answered together; beyond that each is answered for itself. */
const PAGES = 20;
/** Values put into one condition. */
const AT_ONCE = 500;

/**
 * What each search finds. Searches that differ in one compared value only (the customer with this telephone number, for each of
 * many runs) are answered together.
 */
export async function readFound(
  reading: Reading,
  searches: readonly Search[],
): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = searches.map(() => []);
  for (const group of alike(searches)) {
    const together = await findTogether(reading, group);
    for (const { item, place, value } of group.members)
      found[place] =
        together === undefined
          ? await findOne(reading, item)
          : (together.get(value ?? "") ?? []).slice(0, item.limit);
  }
  return found;
}

/** What each figure amounts to; figures that differ in one compared value only are worked out together. */
export async function readFigures(
  reading: Reading,
  figures: readonly Figure[],
): Promise<readonly (string | null)[]> {
  const amounts: (string | null)[] = figures.map(() => null);
  for (const group of alike(figures)) {
    const together = group.field === undefined ? undefined : await figuresByKey(reading, group);
    for (const { item, place, value } of group.members)
      amounts[place] = together
        ? (together.get(value ?? "") ?? nothing(item))
        : await oneFigure(reading, item);
  }
  return amounts;
}

interface Member<Item> {
  readonly item: Item;
  readonly place: number;
  /** What the field of the group is compared with. */
  readonly value?: string;
}

/** Searches that differ only in what one field is equal to; without a field they are answered one by one. */
interface Alike<Item> {
  readonly field?: string;
  /** The conditions that all share. */
  readonly others: readonly Expression[];
  readonly members: readonly Member<Item>[];
}

function alike<Item extends Search | Figure>(items: readonly Item[]): readonly Alike<Item>[] {
  const groups = new Map<string, Member<Item>[]>();
  const shapes = items.map((item) => ({ item, key: keyOf(item.filter) }));
  for (const [place, { item, key }] of shapes.entries()) {
    const { filter: _filter, ...rest } = item;
    const shape = key ? `${canonicalJson([key.field, ...key.others])}${canonicalJson(rest)}` : `${place}`;
    const members = groups.get(shape) ?? [];
    members.push({ item, place, ...(key ? { value: key.value } : {}) });
    groups.set(shape, members);
  }
  return [...groups.values()].flatMap((members) => {
    const key = keyOf(members[0]?.item.filter);
    if (!key || members.length === 1) return members.map((one) => ({ others: [], members: [one] }));
    const chunks: Alike<Item>[] = [];
    for (let start = 0; start < members.length; start += AT_ONCE)
      chunks.push({ field: key.field, others: key.others, members: members.slice(start, start + AT_ONCE) });
    return chunks;
  });
}

interface Key {
  readonly field: string;
  readonly value: string;
  readonly others: readonly Expression[];
}

/** The first “field is text” of a filter whose parts must all hold, and the other parts. */
function keyOf(filter: Expression | undefined): Key | undefined {
  if (!isPlainObject(filter)) return undefined;
  // Parts of expressions are expressions.
  const parts = (Array.isArray(filter["and"]) ? filter["and"] : [filter]) as readonly Expression[];
  for (const [index, part] of parts.entries()) {
    const sides = isPlainObject(part) ? part["=="] : undefined;
    if (!Array.isArray(sides)) continue;
    // Likewise.
    const [left, value] = sides as readonly Expression[];
    const field = isPlainObject(left) ? left["var"] : undefined;
    if (typeof field === "string" && typeof value === "string" && !/^-?[0-9.]+$/.test(value))
      return { field, value, others: parts.filter((_part, at) => at !== index) };
  }
  return undefined;
}

function groupFilter({ field = "", others, members }: Alike<Search | Figure>): Expression {
  const values = [...new Set(members.map(({ value }) => value ?? ""))];
  return { and: [{ in: [{ var: field }, values] }, ...others] };
}

/** The answers of all by what their field is equal to; undefined when there is too much to read at once. */
async function findTogether(
  { reader, actor, app }: Reading,
  group: Alike<Search>,
): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const { field } = group;
  const [first] = group.members;
  if (field === undefined || !first) return undefined;
  const { entity, sort } = first.item;
  const found = new Map<string, string[]>();
  let after: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { items, next } = await reader.query(actor, app, {
      entity,
      fields: [field],
      filter: groupFilter(group),
      limit: PAGE,
      ...(sort ? { sort } : {}),
      ...(after === undefined ? {} : { after }),
    });
    for (const item of items) {
      const value = item[field];
      if (typeof value === "string") found.set(value, [...(found.get(value) ?? []), item.id]);
    }
    if (next === undefined) return found;
    after = next;
  }
  return undefined;
}

async function findOne({ reader, actor, app }: Reading, search: Search): Promise<readonly string[]> {
  const { limit, ...query } = search;
  const ids: string[] = [];
  let after: string | undefined;
  while (ids.length < limit) {
    const wanted = Math.min(PAGE, limit - ids.length);
    const page = await reader.query(actor, app, {
      ...query,
      fields: [],
      limit: wanted,
      ...(after === undefined ? {} : { after }),
    });
    ids.push(...page.items.map(({ id }) => id));
    if (page.next === undefined) break;
    after = page.next;
  }
  return ids;
}

async function figuresByKey(
  { reader, actor, app }: Reading,
  group: Alike<Figure>,
): Promise<ReadonlyMap<string, string | null>> {
  const [first] = group.members;
  const { field = "" } = group;
  if (!first) return new Map();
  const { rows } = await reader.aggregate(actor, app, {
    entity: first.item.entity,
    dimensions: [{ field }],
    measures: [measureOf(first.item)],
    filter: groupFilter(group),
    limit: AT_ONCE,
  });
  return new Map(
    rows.flatMap((row) =>
      typeof row.keys[0] === "string" ? [[row.keys[0], row.values["figure"] ?? null] as const] : [],
    ),
  );
}

async function oneFigure({ reader, actor, app }: Reading, figure: Figure): Promise<string | null> {
  const { entity, filter } = figure;
  const { rows } = await reader.aggregate(actor, app, {
    entity,
    dimensions: [],
    measures: [measureOf(figure)],
    limit: 1,
    ...(filter === undefined ? {} : { filter }),
  });
  return rows[0]?.values["figure"] ?? nothing(figure);
}

/** What a figure over no records amounts to. */
function nothing(figure: Figure): string | null {
  return figure.function === "count" || figure.function === "countDistinct" ? "0" : null;
}

function measureOf(figure: Figure) {
  const { function: of, field } = figure;
  return { id: "figure", function: of, ...(field === undefined ? {} : { field }) };
}
