import type { Json, LocalizedText } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed } from "../route.ts";

const Id = Type.String({ format: "uuid" });
const Text = typed<LocalizedText>("Text in both languages");
const MaybeText = Type.Union([Text, Type.Null()]);
const MaybeName = Type.Union([Type.String(), Type.Null()]);
const app = Type.Object({ app: Type.String() });
const Status = Type.Union([
  Type.Literal("waiting", { description: "for its turn or its next try" }),
  Type.Literal("sent"),
  Type.Literal("dead", { description: "given up until somebody deals with it" }),
  Type.Literal("dropped", { description: "nobody wants it any more" }),
]);

/** Something that a flow sends outside. */
export const Send = Type.Object({
  id: Type.String(),
  /** Which way out: `email`, `sms`, `http`. */
  kind: Type.String(),
  /** The place that it is sent to. */
  target: Type.String(),
  status: Status,
  flow: Type.String(),
  flowName: Text,
  nodeName: Text,
  run: Type.String(),
  entity: Type.String(),
  record: Type.String(),
  /** Empty for those who may not read the record. */
  recordTitle: Type.String(),
  tries: Type.Integer(),
  createdAt: Type.String(),
  /** When it is tried next, while it waits. */
  dueAt: MaybeName,
  settledAt: MaybeName,
  /** Why it failed last. */
  problem: MaybeText,
  /** A run waits for the answer. */
  waits: Type.Boolean(),
});

const Line = Type.Object({
  label: Text,
  /** Null where it is never shown. */
  value: MaybeName,
});

/** What flows send outside: looked at, sent again, given up. */
export const sendRoutes = {
  listSends: defineRoute({
    method: "GET",
    path: "/apps/:app/sends",
    summary: "What an app's flows send outside, the newest first",
    tag: "build",
    access: "builder",
    params: app,
    query: Type.Object({
      status: Type.Optional(Status),
      kind: Type.Optional(Type.String()),
      flow: Type.Optional(Type.String()),
      run: Type.Optional(Id),
      after: Type.Optional(Type.String({ description: "`next` of the page before" })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    }),
    response: Type.Object({
      items: Type.Array(Send),
      next: Type.Optional(Type.String()),
      /** Places to which nothing is sent for a while, as they failed several times in a row. */
      resting: Type.Array(
        Type.Object({
          target: Type.String(),
          failures: Type.Integer(),
          until: Type.String(),
          waiting: Type.Integer({ description: "at most 10,000 are counted" }),
        }),
      ),
    }),
  }),
  readSend: defineRoute({
    method: "GET",
    path: "/apps/:app/sends/:id",
    summary: "One send with what was sent, what came back and each try",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String(), id: Id }),
    response: Type.Object({
      send: Send,
      /** Null where it may hold what the reader may not see. */
      request: Type.Union([Type.Array(Line), Type.Null()]),
      answer: Type.Union([Type.Array(Line), Type.Null()]),
      tries: Type.Array(
        Type.Object({
          number: Type.Integer(),
          at: Type.String(),
          /** Milliseconds; null when the process ended meanwhile, or it is under way. */
          took: Type.Union([Type.Integer(), Type.Null()]),
          /** What the other side answered in a number. */
          status: Type.Union([Type.Integer(), Type.Null()]),
          problem: MaybeText,
        }),
      ),
    }),
  }),
  trySend: defineRoute({
    method: "POST",
    path: "/apps/:app/flows/try-send",
    summary: "Send what a step of a draft would send for a record, now and really, and see what comes back",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({
      flow: typed<FlowDocument>("The flow as drafted"),
      node: Type.String(),
      record: Id,
    }),
    response: Type.Object({
      status: Type.Union([Type.Integer(), Type.Null()]),
      /** Long texts and lists are cut short. */
      body: typed<Json>("What came back"),
      problem: MaybeText,
    }),
  }),
  mendSends: defineRoute({
    method: "POST",
    path: "/apps/:app/sends/mend",
    summary: "Send again what failed, or give it up for good",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({
      ids: Type.Array(Id, { minItems: 1, maxItems: 500 }),
      action: Type.Union([Type.Literal("replay"), Type.Literal("discard")]),
    }),
    response: Type.Object({
      mended: Type.Integer(),
      /** Those that were not in a state for it. */
      left: Type.Integer(),
    }),
  }),
  wakeTarget: defineRoute({
    method: "POST",
    path: "/apps/:app/sends/wake",
    summary: "Try a place at once to which nothing is sent for a while",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({ target: Type.String() }),
    response: Type.Object({ target: Type.String() }),
  }),
  sendRetention: defineRoute({
    method: "GET",
    path: "/apps/:app/send-retention",
    summary: "For how many days what was sent is kept",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({ days: Type.Integer() }),
  }),
  setSendRetention: defineRoute({
    method: "PUT",
    path: "/apps/:app/send-retention",
    summary: "Say for how many days what was sent is kept; what failed stays until somebody deals with it",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({ days: Type.Integer({ minimum: 1, maximum: 3650 }) }),
    response: Type.Object({ days: Type.Integer() }),
  }),
} as const;
