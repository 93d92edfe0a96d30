import type { LocalizedText } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed } from "../route.ts";
import { UndoChoice, UndoPreview } from "./records.ts";

const Id = Type.String({ format: "uuid" });
const Text = typed<LocalizedText>("Text in both languages");
const MaybeText = Type.Union([Text, Type.Null()]);
const MaybeName = Type.Union([Type.String(), Type.Null()]);
const app = Type.Object({ app: Type.String() });
const Moment = Type.String({ format: "date-time" });
const Status = Type.Union([
  Type.Literal("running"),
  Type.Literal("waiting"),
  Type.Literal("done"),
  Type.Literal("cancelled"),
  Type.Literal("failed"),
]);

/** One run of a flow. */
export const Run = Type.Object({
  id: Type.String(),
  flow: Type.String(),
  flowName: Text,
  release: Type.Integer(),
  entity: Type.String(),
  record: Type.String(),
  /** Empty for those who may not read the record. */
  recordTitle: Type.String(),
  status: Status,
  /** The step at which it stands or was stopped. */
  node: MaybeName,
  nodeName: MaybeText,
  startedAt: Type.String(),
  endedAt: MaybeName,
  startedBy: MaybeName,
  /** Why it failed or was stopped; null also where the reason may quote what the reader may not see. */
  error: MaybeText,
  undone: Type.Boolean(),
});

/** Runs of flows: looked at and mended. */
export const runRoutes = {
  listRuns: defineRoute({
    method: "GET",
    path: "/apps/:app/runs",
    summary:
      "Runs of an app's flows, the newest first: for builders, and those whose role lets them see runs",
    tag: "work",
    access: "signed-in",
    params: app,
    query: Type.Object({
      flow: Type.Optional(Type.String()),
      status: Type.Optional(Status),
      record: Type.Optional(Id),
      node: Type.Optional(Type.String()),
      from: Type.Optional(Moment),
      until: Type.Optional(Moment),
      after: Type.Optional(Type.String({ description: "`next` of the page before" })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    }),
    response: Type.Object({ items: Type.Array(Run), next: Type.Optional(Type.String()) }),
  }),
  readRun: defineRoute({
    method: "GET",
    path: "/apps/:app/runs/:id",
    summary: "One run, step by step, as far as the reader may see its record",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), id: Id }),
    response: Type.Object({
      run: Run,
      /** The flow as it was when the run began; for builders, and those whose role lets them see runs. */
      document: Type.Union([typed<FlowDocument>("The flow"), Type.Null()]),
      /** What its steps are set to is left out: it names what the reader may not see. */
      isBare: Type.Boolean(),
      mayMend: Type.Boolean(),
      /** The steps to which the reader may send it; none for those who may not mend it, and once it has ended. */
      targets: Type.Array(Type.Object({ node: Type.String(), name: Text })),
      /** May undo it and make a test of it. */
      mayBuild: Type.Boolean(),
      steps: Type.Array(
        Type.Object({
          node: Type.String(),
          name: Text,
          exit: MaybeName,
          at: Type.String(),
          /** What it did; null where that may quote what the reader may not see. */
          text: MaybeText,
          /** What it looked at. */
          details: Type.Array(Type.Object({ label: Text, value: Text, decisive: Type.Boolean() })),
        }),
      ),
      /** The run that called this one, where the reader may see it. */
      caller: Type.Union([Run, Type.Null()]),
      /** The runs that it called, from which step; those that the reader may see, 100 at most. */
      calls: Type.Array(Type.Object({ node: Type.String(), run: Run })),
      /** There are more of them. */
      moreCalls: Type.Boolean(),
    }),
  }),
  standingRuns: defineRoute({
    method: "GET",
    path: "/apps/:app/flows/:flow/standing",
    summary: "How many runs of a flow wait or failed, step by step, and how many passed lately",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String(), flow: Type.String() }),
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          node: MaybeName,
          status: Status,
          count: Type.Integer(),
          /** When the oldest of them began. */
          since: Type.String(),
        }),
      ),
      /** How often steps were taken in the last seven days; of flows that run very often, by the latest runs alone. */
      passed: Type.Array(Type.Object({ node: Type.String(), count: Type.Integer() })),
    }),
  }),
  watchedFlows: defineRoute({
    method: "GET",
    path: "/apps/:app/runs/flows",
    summary: "The flows whose runs the actor may see, and which of them are paused",
    tag: "work",
    access: "signed-in",
    params: app,
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Text,
          entity: Type.String(),
          enabled: Type.Boolean(),
          /** Who paused it and why; null while it runs, and when it was switched off in the designer. */
          paused: Type.Union([
            Type.Object({ by: Type.String(), at: Type.String(), reason: Type.String() }),
            Type.Null(),
          ]),
        }),
      ),
      mayPause: Type.Boolean(),
      mayMend: Type.Boolean(),
    }),
  }),
  switchFlow: defineRoute({
    method: "POST",
    path: "/apps/:app/flows/:flow/switch",
    summary: "Pause a flow or let it go on, at once: no runs begin while it is paused, those under way go on",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), flow: Type.String() }),
    body: Type.Object({
      enabled: Type.Boolean(),
      reason: Type.String({ maxLength: 500 }),
    }),
    response: Type.Object({ release: Type.Integer() }),
  }),
  mendRuns: defineRoute({
    method: "POST",
    path: "/apps/:app/runs/mend",
    summary: "Set failed runs going again, over a step if need be, or end runs",
    tag: "work",
    access: "signed-in",
    params: app,
    body: Type.Object({
      ids: Type.Array(Id, { minItems: 1, maxItems: 500 }),
      action: Type.Union([Type.Literal("retry"), Type.Literal("skip"), Type.Literal("abort")]),
      /** Go on with the flow as it is now instead of the one they began with. */
      current: Type.Optional(Type.Boolean()),
    }),
    response: Type.Object({
      mended: Type.Integer(),
      /** Runs that failed again. */
      failed: Type.Integer(),
      /** Runs that were not in a state for it, or whose step the flow does not have any more. */
      left: Type.Integer(),
    }),
  }),
  interveneRun: defineRoute({
    method: "POST",
    path: "/apps/:app/runs/:id/intervene",
    summary:
      "Send a run that is under way or has failed to another step, or end it; the reason stays in its trail",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), id: Id }),
    body: Type.Object({
      action: Type.Union([Type.Literal("jump"), Type.Literal("end")]),
      node: Type.Optional(
        Type.String({ description: "Of `jump`: the step, outside of parallel parts and loops" }),
      ),
      comment: Type.String({ minLength: 1, maxLength: 500 }),
    }),
    response: Type.Object({ id: Type.String() }),
  }),
  previewUndoRun: defineRoute({
    method: "GET",
    path: "/apps/:app/runs/:id/undo",
    summary: "What undoing a run would bring back, and what was changed again since",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String(), id: Id }),
    response: Type.Object({
      ...UndoPreview.properties,
      /** The runs that it called, and those that these called: they stay as they are. */
      calls: Type.Array(Run),
    }),
  }),
  undoRun: defineRoute({
    method: "POST",
    path: "/apps/:app/runs/:id/undo",
    summary: "Take back what a run changed; `conflicts` says what happens to what was changed since",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String(), id: Id }),
    query: UndoChoice,
    response: Type.Object({
      changeSet: Type.String(),
      undone: Type.Integer(),
      conflicts: Type.Array(Type.String()),
    }),
  }),
  runRetention: defineRoute({
    method: "GET",
    path: "/apps/:app/run-retention",
    summary: "For how many days runs that ended are kept; null for ever",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({ days: Type.Union([Type.Integer(), Type.Null()]) }),
  }),
  setRunRetention: defineRoute({
    method: "PUT",
    path: "/apps/:app/run-retention",
    summary: "Say for how many days runs that ended are kept",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({
      days: Type.Union([Type.Integer({ minimum: 1, maximum: 3650 }), Type.Null()]),
    }),
    response: Type.Object({ days: Type.Union([Type.Integer(), Type.Null()]) }),
  }),
} as const;
