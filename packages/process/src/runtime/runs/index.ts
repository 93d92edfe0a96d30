import type { RouteInput, RouteOutput, runRoutes } from "@mortise/contract";
import type { RunRight } from "@mortise/metadata";
import {
  type Actor,
  passedSteps,
  runRetention,
  setRunRetention,
  standingRuns,
  tidyRuns,
  type UndoOptions,
  type UndoResult,
} from "@mortise/store";
import type { Engine } from "../asks/locked-ask.ts";
import { mendRuns } from "./mend-runs.ts";
import { type Intervention, interveneRun } from "./intervene.ts";
import { previewUndoRun, undoRun, type UndoRunPreview } from "./undo-run.ts";
import { runList, runView } from "./run-views.ts";
import { runRight } from "./run-rights.ts";
import { switchFlow, watchedFlows } from "./watched-flows.ts";

const WEEK = 7 * 86_400_000;

/** Runs of flows as people in charge look at them and mend them. */
export interface Runs {
  list(
    actor: Actor,
    app: string,
    query: RouteInput<typeof runRoutes.listRuns>["query"],
  ): Promise<RouteOutput<typeof runRoutes.listRuns>>;
  /** One run, step by step; FLOW_RUN_NOT_FOUND also for those who may not read its record. */
  read(actor: Actor, app: string, id: string): Promise<RouteOutput<typeof runRoutes.readRun>>;
  /** Where the runs of a flow stand that are under way or failed, and what passed in the last seven days. */
  standing(app: string, flow: string): Promise<RouteOutput<typeof runRoutes.standingRuns>>;
  /** The flows whose runs somebody may see. */
  flows(actor: Actor, app: string): Promise<RouteOutput<typeof runRoutes.watchedFlows>>;
  /** What somebody may do with runs; undefined for nothing. */
  right(actor: Actor, app: string): RunRight | undefined;
  /** Pauses a flow or lets it go on. */
  switch(
    actor: Actor,
    input: Parameters<typeof switchFlow>[2],
  ): Promise<RouteOutput<typeof runRoutes.switchFlow>>;
  mend(
    actor: Actor,
    app: string,
    mending: RouteInput<typeof runRoutes.mendRuns>["body"],
  ): Promise<RouteOutput<typeof runRoutes.mendRuns>>;
  /** 干预: sends a run to another step, or ends it, with a reason in the trail. */
  intervene(actor: Actor, app: string, intervention: Intervention): Promise<void>;
  /** What undoing a run would bring back, and whom it would run into. */
  previewUndo(actor: Actor, app: string, id: string): Promise<UndoRunPreview>;
  /** Takes back what a run changed. */
  undo(actor: Actor, app: string, id: string, options: UndoOptions): Promise<UndoResult>;
  /** For how many days runs that ended are kept; null for ever. */
  retention(app: string): Promise<number | null>;
  setRetention(app: string, days: number | null): Promise<void>;
  /** Deletes runs that ended longer ago than that; says how many. */
  tidy(): Promise<number>;
}

/** The runs of an engine. */
export function createRuns(engine: Engine): Runs {
  const { db, clock } = engine.parts;
  return {
    list: (actor, app, query) => runList(engine, actor, app, query),
    read: (actor, app, id) => runView(engine, actor, { app, id }),
    async standing(app, flow) {
      const since = new Date(clock.now().getTime() - WEEK);
      const [items, passed] = await Promise.all([
        standingRuns(db, { app, flow }),
        passedSteps(db, { app, flow, since }),
      ]);
      return { items: [...items], passed: [...passed] };
    },
    flows: (actor, app) => watchedFlows(engine, actor, app),
    right: (actor, app) => runRight(actor, app, engine.parts),
    switch: (actor, input) => switchFlow(engine, actor, input),
    mend: (actor, app, mending) => mendRuns(engine, actor, app, mending),
    intervene: (actor, app, intervention) => interveneRun(engine, actor, app, intervention),
    previewUndo: (actor, app, id) => previewUndoRun(engine, actor, { app, id }),
    undo: (actor, app, id, options) => undoRun(engine, actor, { app, id, ...options }),
    retention: (app) => runRetention(db, app),
    setRetention: (app, days) => setRunRetention(db, app, days),
    async tidy() {
      let all = 0;
      for (let gone = -1; gone !== 0; all += gone) gone = await tidyRuns(db, clock.now());
      return all;
    },
  };
}
