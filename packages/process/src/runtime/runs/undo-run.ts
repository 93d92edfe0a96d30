import type { RouteOutput, runRoutes } from "@mortise/contract";
import { isId } from "@mortise/kit";
import {
  type Actor,
  readRun,
  type RunToUndo,
  type UndoOptions,
  type UndoPreview,
  type UndoResult,
} from "@mortise/store";
import { runNotFound } from "../../errors.ts";
import type { Engine } from "../asks/locked-ask.ts";
import { runsBelow } from "./run-calls.ts";
import { mayBuild } from "./run-rights.ts";

/** What undoing a run would bring back, and the runs it called: these are undone by themselves. */
export interface UndoRunPreview extends UndoPreview {
  readonly calls: RouteOutput<typeof runRoutes.previewUndoRun>["calls"];
}

/** What undoing a run would bring back and whom it would run into. */
export async function previewUndoRun(
  engine: Engine,
  actor: Actor,
  { app, id }: { readonly app: string; readonly id: string },
): Promise<UndoRunPreview> {
  const run = await runToUndo(engine, actor, { app, id });
  const preview = await engine.parts.gateway.previewUndo(actor, app, { run });
  return { ...preview, calls: await runsBelow(engine, actor, id) };
}

/** Takes back what a run changed, as a change-set of its own that can be taken back in turn. The run is marked as undone. */
export async function undoRun(
  engine: Engine,
  actor: Actor,
  { app, id, ...options }: UndoOptions & { readonly app: string; readonly id: string },
): Promise<UndoResult> {
  const run = await runToUndo(engine, actor, { app, id });
  return engine.parts.gateway.undoRun(actor, app, run, options);
}

/** Builders undo runs of their app, as far as they may see the records. FLOW_RUN_NOT_FOUND for others. */
async function runToUndo(
  { parts, library }: Engine,
  actor: Actor,
  { app, id }: { readonly app: string; readonly id: string },
): Promise<RunToUndo> {
  const run = isId(id) && mayBuild(actor, app, parts) ? await readRun(parts.db, id) : undefined;
  const flow = run?.app === app ? await library.find(app, run.release, run.flow) : undefined;
  if (!run || !flow) throw runNotFound();
  const { name } = flow.document;
  return { id, record: run.record, label: name.zh || name.en };
}
