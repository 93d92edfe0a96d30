import type { Value, WorkHours } from "@mortise/expression";
import {
  type Actor,
  assignmentsOf,
  changesSince,
  cursorsOfFlow,
  type PastDecisionRow,
  type RosterRow,
  rostersByKey,
} from "@mortise/store";
import { whatIfWithheld } from "../../errors.ts";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import type { DecisionBasis, Values } from "../../model/effect.ts";
import { fieldsNamed } from "../../model/fields-named.ts";
import { Roster, type StandIns } from "../../model/roster.ts";
import { momentKey } from "../../model/what-if/find-starts.ts";
import type { PastDecision, PastEvent } from "../../model/what-if/past.ts";
import type { Pause } from "../../model/what-if/pause.ts";
import { rebuildEvents } from "../../model/what-if/rebuild-events.ts";
import type { Cursors } from "../../model/world.ts";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";

/** So many changes are looked through at most; of a longer time the newest. */
export const MOST_CHANGES = 500_000;
/** Records read in one statement. */
const PAGE = 5_000;

/** What is known of the time that is replayed. */
export interface KnownPast {
  readonly events: readonly PastEvent[];
  /** By record and moment. */
  readonly decided: ReadonlyMap<string, readonly PastDecision[]>;
  /** The flow as it was under the releases that decided. */
  readonly flows: ReadonlyMap<number, CompiledFlow>;
  readonly cursors: Readonly<Record<string, Cursors>>;
  /** Older changes were left out: there were too many. */
  readonly isCut: boolean;
}

/** Reads the past of an entity as far as the actor may see its records of today. */
export async function readPast(
  parts: ProcessParts,
  library: FlowLibrary,
  actor: Actor,
  {
    app,
    flow,
    since,
    pause,
  }: {
    readonly app: string;
    readonly flow: CompiledFlow;
    readonly since: Date;
    readonly pause: Pause;
  },
): Promise<KnownPast> {
  const { entity, id } = flow.document;
  const rows = await assignmentsOf(parts.db, { app, flow: id, since });
  const flows = new Map<number, CompiledFlow>();
  for (const release of new Set(rows.map((row) => row.release))) {
    const then = await library.find(app, release, id);
    if (then?.document.entity === entity) flows.set(release, then);
  }
  const read = [flow, ...flows.values()].map(({ document }) => document);
  const fields = fieldsNamed(read, flow.catalog, entity);
  requireClear(parts, actor, { app, flow, fields });
  const changes = await changesSince(parts.db, { app, entity, since, fields, limit: MOST_CHANGES });
  const present = await readPresent(parts, actor, { app, entity, since, fields });
  return {
    events: await rebuildEvents(changes, present, pause),
    decided: await decisionsByMoment(parts, rows),
    flows,
    cursors: await cursorsOfFlow(parts.db, { app, flow: id }),
    isCut: changes.length >= MOST_CHANGES,
  };
}

/** Rules that read what the actor may not see would tell it by who gets what. */
function requireClear(
  { gateway }: ProcessParts,
  actor: Actor,
  {
    app,
    flow,
    fields,
  }: { readonly app: string; readonly flow: CompiledFlow; readonly fields: readonly string[] },
): void {
  const { entity } = flow.document;
  const { fields: accesses } = gateway.permissionSummary(actor, app, entity);
  const withheld = fields.find((field) => accesses[field] === "hidden" || accesses[field] === "masked");
  if (withheld === undefined) return;
  const name = flow.catalog.field(entity, withheld)?.name;
  throw whatIfWithheld({ field: name?.[actor.locale] ?? withheld });
}

/** What the records hold today that were made or changed since. */
async function readPresent(
  { gateway }: ProcessParts,
  actor: Actor,
  {
    app,
    entity,
    since,
    fields,
  }: {
    readonly app: string;
    readonly entity: string;
    readonly since: Date;
    readonly fields: readonly string[];
  },
): Promise<ReadonlyMap<string, Values>> {
  const filter = { ">=": [{ var: "updated_at" }, since.toISOString()] };
  const list = await gateway.wholeList(actor, app, { entity, filter });
  const present = new Map<string, Values>();
  for await (const { items } of list.pages(PAGE, { fields: [...fields] }))
    for (const record of items) present.set(record.id, record);
  return present;
}

async function decisionsByMoment(
  { db }: ProcessParts,
  rows: readonly PastDecisionRow[],
): Promise<ReadonlyMap<string, readonly PastDecision[]>> {
  const keys = rows.flatMap(({ roster }) => roster ?? []);
  const kept = await rostersByKey(db, keys);
  const rosters = new Map(
    [...kept].map(([key, row]) => [key, { roster: keptRoster(row), calendar: keptCalendar(row) }] as const),
  );
  const found = new Map<string, PastDecision[]>();
  for (const { turn, release, record, node, at, outcome, basis, roster } of rows) {
    if (!outcome || !basis) continue;
    const key = momentKey(record, at);
    const known = found.get(key) ?? [];
    known.push({
      turn,
      release,
      node,
      outcome,
      basis: basisOf(basis),
      ...(roster === null ? {} : rosters.get(roster)),
    });
    found.set(key, known);
  }
  return found;
}

/** People and teams of a moment, as they were kept. */
export function keptRoster({ users, teams, standIns }: RosterRow): Roster {
  // Written from the content of a roster.
  return new Roster(users, teams, standIns as StandIns);
}

/** The work calendar of a moment, where it was kept. */
export function keptCalendar({ calendar }: RosterRow): WorkHours | undefined {
  // Written from a calendar.
  return (calendar ?? undefined) as WorkHours | undefined;
}

/** What a decision was made from, as it was kept. */
export function basisOf(row: NonNullable<PastDecisionRow["basis"]>): DecisionBasis {
  // Written from a decision, whose values are values.
  return { ...row, values: row.values as Readonly<Record<string, Value>> };
}
