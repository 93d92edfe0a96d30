import type { RouteOutput, runRoutes } from "@mortise/contract";
import { type Actor, callerOf, type CalledRun, type ListedRun, readRun, runsCalledBy } from "@mortise/store";
import type { Engine } from "../asks/locked-ask.ts";
import { recordTitles } from "../record-titles.ts";
import { runViews } from "./view-runs.ts";

/** Called runs that are shown with their caller at most. */
const MOST_CALLS = 100;
/** Called runs that are told before an undo at most. */
const MOST_UNDONE = 500;

type Shown = Pick<RouteOutput<typeof runRoutes.readRun>, "caller" | "calls" | "moreCalls">;

/** Who called a run, and the runs that it called, as far as the actor may read their records. */
export async function callsOfRun(engine: Engine, actor: Actor, row: ListedRun): Promise<Shown> {
  const { db } = engine.parts;
  const callerId = row.depth > 0 ? await callerOf(db, row.id) : undefined;
  const caller = callerId === undefined ? undefined : await readRun(db, callerId);
  const called = await runsCalledBy(db, { caller: row.id, limit: MOST_CALLS + 1 });
  const some = called.slice(0, MOST_CALLS);
  const [shownCaller] = await readable(engine, actor, caller ? [caller] : []);
  const shown = await readable(engine, actor, some);
  return {
    caller: shownCaller?.view ?? null,
    calls: shown.map(({ row: { from_node }, view }) => ({ node: from_node, run: view })),
    moreCalls: called.length > shown.length,
  };
}

/** The runs that a run has called, and those that they have called: undoing it leaves these as they are. */
export async function runsBelow(
  engine: Engine,
  actor: Actor,
  run: string,
): Promise<RouteOutput<typeof runRoutes.previewUndoRun>["calls"]> {
  const all: CalledRun[] = [];
  let level: readonly string[] = [run];
  while (level.length > 0 && all.length < MOST_UNDONE) {
    const next: CalledRun[] = [];
    for (const caller of level)
      next.push(...(await runsCalledBy(engine.parts.db, { caller, limit: MOST_CALLS })));
    all.push(...next);
    level = next.map(({ id }) => id);
  }
  const shown = await readable(engine, actor, all.slice(0, MOST_UNDONE));
  return shown.map(({ view }) => view);
}

async function readable<Row extends ListedRun>(engine: Engine, actor: Actor, rows: readonly Row[]) {
  const titles = await recordTitles(engine.parts, actor, rows);
  const kept = rows.filter(({ record }) => titles.has(record));
  const views = await runViews(engine, actor, kept);
  return kept.flatMap((row, index) => {
    const view = views[index];
    return view ? [{ row, view }] : [];
  });
}
