import { type JournalDb, lockCursors, lockTallies, openOffers, readTallies } from "@mortise/store";
import type { CompiledFlow } from "../model/compiled-flow.ts";
import type { Values } from "../model/effect.ts";
import type { Kin, KinLookup } from "../model/kin.ts";
import { addTo, type Held, type Load } from "../model/load.ts";
import type { Figure, Search } from "../model/search.ts";
import type { Tallies } from "../model/tally.ts";
import type { Cursors } from "../model/world.ts";
import { findTrigger } from "../triggers/index.ts";
import { readKin } from "./assign/read-kin.ts";
import { readFigures, readFound } from "./read-searches.ts";
import type { Reading } from "./reading.ts";

/** Most records one query page holds. */
const PAGE = 500;

/** Where a world fetches what steps need, for many runs at once. */
export interface WorldSource {
  /** Records by id; those that do not exist are left out. */
  records(entity: string, ids: readonly string[]): Promise<readonly (Values & { readonly id: string })[]>;
  /** Rotation cursors of assign nodes. */
  cursors(nodes: readonly string[]): Promise<Readonly<Record<string, Cursors>>>;
  /** How much each person holds. */
  load(load: Load): Promise<Held>;
  /** What people were given by flows of the records of an entity. */
  tallies(entity: string): Promise<Tallies>;
  /** Whose the records are that each lookup finds, in their order. */
  kin(lookups: readonly KinLookup[]): Promise<readonly (readonly Kin[])[]>;
  /** What each search finds, in their order. */
  found(searches: readonly Search[]): Promise<readonly (readonly string[])[]>;
  /** What each figure amounts to, in their order. */
  figures(figures: readonly Figure[]): Promise<readonly (string | null)[]>;
}

/** Reads records by id in pages. */
export async function readRecords(
  { reader, actor, app }: Reading,
  entity: string,
  ids: readonly string[],
  state: "live" | "deleted" = "live",
): Promise<readonly (Values & { readonly id: string })[]> {
  const wanted = [...new Set(ids)];
  const found: (Values & { readonly id: string })[] = [];
  for (let start = 0; start < wanted.length; start += PAGE) {
    const filter = { in: [{ var: "id" }, wanted.slice(start, start + PAGE)] };
    const page = await reader.query(actor, app, { entity, filter, state, limit: PAGE });
    found.push(...page.items);
  }
  return found;
}

/** The same, with those that lie in the recycle bin. */
async function readAlsoDeleted(reading: Reading, entity: string, ids: readonly string[]) {
  const live = await readRecords(reading, entity, ids);
  const found = new Set(live.map(({ id }) => id));
  const missing = ids.filter((id) => !found.has(id));
  return missing.length === 0 ? live : [...live, ...(await readRecords(reading, entity, missing, "deleted"))];
}

/** Counts the records of each owner, or adds up a field of them; what is offered to somebody counts as theirs. */
async function readLoad(reading: Reading, db: JournalDb, load: Load): Promise<Held> {
  const { reader, actor, app } = reading;
  const { entity, when, sum } = load;
  const measure =
    sum === undefined ? { function: "count" as const } : { function: "sum" as const, field: sum };
  const filter = when === undefined ? {} : { filter: when };
  const { rows } = await reader.aggregate(actor, app, {
    entity,
    dimensions: [{ field: "owner" }],
    measures: [{ id: "held", ...measure }],
    limit: 10_000,
    ...filter,
  });
  const held: Record<string, number> = {};
  for (const { keys, values } of rows)
    if (typeof keys[0] === "string") held[keys[0]] = Number(values["held"] ?? 0);
  await addOffers(reading, db, { load, held });
  return held;
}

/** Adds what is offered to people and not theirs yet. */
async function addOffers(
  { reader, actor, app }: Reading,
  db: JournalDb,
  { load, held }: { readonly load: Load; readonly held: Record<string, number> },
): Promise<void> {
  const { entity, when, sum } = load;
  const offers = await openOffers(db, { app, entity });
  for (let start = 0; start < offers.length; start += PAGE) {
    const page = offers.slice(start, start + PAGE);
    const isOffered = { in: [{ var: "id" }, page.map(({ record }) => record)] };
    const { items } = await reader.query(actor, app, {
      entity,
      filter: when === undefined ? isOffered : { and: [isOffered, when] },
      fields: sum === undefined ? [] : [sum],
      limit: PAGE,
    });
    const amounts = new Map(
      items.map((record) => [record.id, sum === undefined ? 1 : Number(record[sum] ?? 0)]),
    );
    for (const { assignee, record } of page) addTo(held, assignee, amounts.get(record) ?? 0);
  }
}

/** The world as a running write sees it; cursors stay locked until it ends. */
export function writeSource(reading: Reading, db: JournalDb, { document }: CompiledFlow): WorldSource {
  const isOfDeleted = findTrigger(document.trigger.type)?.ofDeleted === true;
  const read = isOfDeleted ? readAlsoDeleted : readRecords;
  return {
    records: (entity, ids) => read(reading, entity, ids),
    cursors: (nodes) => lockCursors(db, { app: reading.app, flow: document.id }, nodes),
    load: (load) => readLoad(reading, db, load),
    tallies: (entity) => lockTallies(db, { app: reading.app, entity }),
    kin: (lookups) => readKin(reading, lookups),
    found: (searches) => readFound(reading, searches),
    figures: (figures) => readFigures(reading, figures),
  };
}

/** The world as a rehearsal sees it: nothing is locked, rotations start afresh. */
export function dryRunSource(reading: Reading, db: JournalDb): WorldSource {
  return {
    records: (entity, ids) => readRecords(reading, entity, ids),
    cursors: (nodes) => Promise.resolve(Object.fromEntries(nodes.map((node) => [node, {}]))),
    load: (load) => readLoad(reading, db, load),
    tallies: (entity) => readTallies(db, { app: reading.app, entity }),
    kin: (lookups) => readKin(reading, lookups),
    found: (searches) => readFound(reading, searches),
    figures: (figures) => readFigures(reading, figures),
  };
}
