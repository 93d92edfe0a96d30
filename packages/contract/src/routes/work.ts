import type { Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { FieldDefinition, FlowDocument } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";

const Id = Type.String({ format: "uuid" });
const Text = typed<LocalizedText>("Text in both languages");

/** A file that came with a decision; its content is at `/api/files/:id`. */
const GivenFile = Type.Object({
  id: Type.String(),
  name: Type.String(),
  size: Type.Integer(),
  type: Type.String(),
});

/** Something a person is asked to do: an approval to decide or a task to finish. */
export const WorkItem = Type.Object({
  id: Type.String(),
  app: Type.String(),
  /** `copy`: sent to be read, nothing to do; `offer`: a record to accept (`approved`) or to let pass (`rejected`). */
  kind: Type.Union([
    Type.Literal("approval"),
    Type.Literal("task"),
    Type.Literal("copy"),
    Type.Literal("offer"),
  ]),
  title: Text,
  entity: Type.String(),
  record: Type.String(),
  recordTitle: Type.String(),
  flow: Type.String(),
  run: Type.String(),
  createdAt: Type.String(),
  decidedAt: Type.Union([Type.String(), Type.Null()]),
  dueAt: Type.Union([Type.String(), Type.Null()]),
  /** `later`: somebody else comes first; `passed`: in somebody else's hands. */
  status: Type.Union([
    Type.Literal("open"),
    Type.Literal("later"),
    Type.Literal("done"),
    Type.Literal("cancelled"),
    Type.Literal("passed"),
  ]),
  /** How it came about when the flow did not ask for it by itself: passed on, added before, after or beside, or asked for a word. */
  origin: Type.Union([
    Type.Literal("passed"),
    Type.Literal("before"),
    Type.Literal("after"),
    Type.Literal("beside"),
    Type.Literal("word"),
    Type.Null(),
  ]),
  /** The item that it was made from. */
  madeFrom: Type.Union([Type.String(), Type.Null()]),
  decision: Type.Union([
    Type.Literal("approved"),
    Type.Literal("rejected"),
    Type.Literal("returned"),
    Type.Literal("done"),
    Type.Null(),
  ]),
  comment: Type.Union([Type.String(), Type.Null()]),
  /** What came with the decision. */
  files: Type.Array(GivenFile),
  /** The picture of the signature it was made with. */
  signature: Type.Union([GivenFile, Type.Null()]),
  assignee: Type.String(),
  assigneeName: Type.String(),
  /** Whose part it is, when the assignee stands in for somebody. */
  onBehalfOfName: Type.Union([Type.String(), Type.Null()]),
  /** What the assignee is asked, where only their word is wanted. */
  question: Type.Union([Type.String(), Type.Null()]),
  /** What others said who were asked for their word, or to approve first. */
  words: Type.Array(Type.Object({ name: Type.String(), comment: Type.String() })),
  /** The step shows fields of the record, which may be filled in with the decision. */
  hasForm: Type.Boolean(),
  /** It was returned to whoever started it, to be changed and handed in again. */
  isResubmission: Type.Boolean(),
  /** A comment is wanted also when it is approved. */
  wantsComment: Type.Boolean(),
  /** Whoever approves signs by hand. */
  wantsSignature: Type.Boolean(),
  /** It may be approved together with others: it asks for no more than a word. */
  mayBatch: Type.Boolean(),
  /** The assignee chooses whom the step asks. */
  isPicking: Type.Boolean(),
  /** Where it may be returned to, where the step leaves that to the approver. */
  returns: Type.Array(Type.Object({ node: Type.String(), name: Text })),
  /** The actor decided it, and the matter is still under way: they may try to take their word back. */
  mayRecall: Type.Boolean(),
  /** While it waits, the record must not be changed otherwise. */
  locks: Type.Boolean(),
  /** It waits for the actor: as the assignee, or as who the assignee stands in for. */
  mayDecide: Type.Boolean(),
  /** It waits for somebody else, and the actor may put it into other hands. */
  mayReassign: Type.Boolean(),
  /** The actor may send the run to another step, or end it. */
  mayIntervene: Type.Boolean(),
  /** The actor added this person to the approval and may take them back. */
  mayTakeBack: Type.Boolean(),
});

/** A message to one person. */
export const Notification = Type.Object({
  id: Type.String(),
  at: Type.String(),
  title: Text,
  body: Text,
  read: Type.Boolean(),
  app: Type.Union([Type.String(), Type.Null()]),
  entity: Type.Union([Type.String(), Type.Null()]),
  record: Type.Union([Type.String(), Type.Null()]),
});

/** To-dos, notifications, flows at work. */
export const workRoutes = {
  listWorkItems: defineRoute({
    method: "GET",
    path: "/work-items",
    summary: "The actor's to-do list",
    tag: "work",
    access: "signed-in",
    query: Type.Object({
      status: Type.Optional(Type.Union([Type.Literal("open"), Type.Literal("done"), Type.Literal("copies")])),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    }),
    response: Type.Object({ items: Type.Array(WorkItem), open: Type.Integer() }),
  }),
  recordWorkItems: defineRoute({
    method: "GET",
    path: "/apps/:app/entities/:entity/records/:id/work-items",
    summary: "Approvals and tasks of one record",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), entity: Type.String(), id: Id }),
    response: Type.Object({ items: Type.Array(WorkItem) }),
  }),
  decideWorkItem: defineRoute({
    method: "POST",
    path: "/work-items/:id/decide",
    summary: "Approve, reject with a reason, return, or finish a task",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ id: Id }),
    body: Type.Object({
      decision: Type.Union([
        Type.Literal("approved"),
        Type.Literal("rejected"),
        Type.Literal("returned"),
        Type.Literal("done"),
      ]),
      comment: Type.Optional(Type.String({ maxLength: 2000 })),
      /** What the step lets the actor fill in, by field; saved together with the decision. */
      values: Type.Optional(Type.Record(Type.String({ maxLength: 63 }), Type.Unknown())),
      /** The revision of the record that was seen; 409 when it has moved on. */
      revision: Type.Optional(Type.Integer({ minimum: 0 })),
      /** Where it is returned to: one of the item's `returns`. */
      target: Type.Optional(Type.String({ maxLength: 63 })),
      /** Uploaded files that belong to the decision. */
      files: Type.Optional(Type.Array(Id, { maxItems: 10 })),
      /** The uploaded picture of a signature; wanted to approve where the item says so. */
      signature: Type.Optional(Id),
      /** Whom the actor chooses to be asked, where the item asks for that. */
      people: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 20 })),
    }),
    response: Type.Object({ item: WorkItem }),
  }),
  approveMany: defineRoute({
    method: "POST",
    path: "/work-items/approve",
    summary:
      "Approve several to-dos at once; those that ask for more than a word are refused, with the reason",
    tag: "work",
    access: "signed-in",
    body: Type.Object({
      ids: Type.Array(Id, { minItems: 1, maxItems: 100 }),
      comment: Type.Optional(Type.String({ maxLength: 2000 })),
    }),
    response: Type.Object({
      results: Type.Array(Type.Object({ id: Type.String(), refusal: Type.Union([Text, Type.Null()]) })),
    }),
  }),
  handOverWork: defineRoute({
    method: "POST",
    path: "/admin/people/:id/hand-over",
    summary:
      "Put all that waits for somebody into somebody else's hands; their records too, or into their pools",
    tag: "work",
    access: "admin",
    params: Type.Object({ id: Id }),
    body: Type.Object({
      to: Id,
      records: Type.Optional(
        Type.Union([Type.Literal("person"), Type.Literal("pool")], {
          description: "Gives their records to the same person, or back to the pools where they have one",
        }),
      ),
    }),
    /** `left`: what stayed because the other person is asked already, or because something holds the record. */
    response: Type.Object({
      moved: Type.Integer(),
      left: Type.Integer(),
      records: Type.Optional(Type.Object({ moved: Type.Integer(), left: Type.Integer() })),
    }),
  }),
  recallWord: defineRoute({
    method: "POST",
    path: "/work-items/:id/recall",
    summary: "Take one's own last word back, while nobody after it has decided",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ id: Id }),
    response: Type.Object({ item: WorkItem }),
  }),
  workForm: defineRoute({
    method: "GET",
    path: "/work-items/:id/form",
    summary: "The fields that a step shows to whom it asks, and which of them they may fill in",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ id: Id }),
    response: Type.Object({
      fields: Type.Array(
        Type.Object({
          definition: typedObject<FieldDefinition>("field"),
          right: Type.Union([Type.Literal("read"), Type.Literal("edit"), Type.Literal("required")]),
        }),
      ),
      values: Type.Record(Type.String(), Type.Unknown()),
      labels: Type.Record(Type.String(), Type.String()),
      revision: Type.Integer(),
    }),
  }),
  passOnWorkItem: defineRoute({
    method: "POST",
    path: "/work-items/:id/pass-on",
    summary: "Put a to-do into somebody else's hands",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ id: Id }),
    body: Type.Object({ to: Id, comment: Type.Optional(Type.String({ maxLength: 2000 })) }),
    response: Type.Object({ item: WorkItem }),
  }),
  addToWorkItem: defineRoute({
    method: "POST",
    path: "/work-items/:id/people",
    summary: "Ask more people to approve: before the own word, after it, or beside it",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ id: Id }),
    body: Type.Object({
      people: Type.Array(Id, { minItems: 1, maxItems: 20 }),
      place: Type.Union([Type.Literal("before"), Type.Literal("after"), Type.Literal("beside")]),
    }),
    response: Type.Object({ item: WorkItem }),
  }),
  askForWord: defineRoute({
    method: "POST",
    path: "/work-items/:id/ask",
    summary: "Ask one person for their word; the item comes back afterwards",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ id: Id }),
    body: Type.Object({ of: Id, question: Type.Optional(Type.String({ maxLength: 2000 })) }),
    response: Type.Object({ item: WorkItem }),
  }),
  takeBackWorkItem: defineRoute({
    method: "POST",
    path: "/work-items/:id/take-back",
    summary: "Take back somebody who was added to an approval and has not decided",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ id: Id }),
    response: Type.Object({ item: WorkItem }),
  }),
  ownRuns: defineRoute({
    method: "GET",
    path: "/runs/own",
    summary: "What the actor set off and others approve, with whom it waits for",
    tag: "work",
    access: "signed-in",
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          app: Type.String(),
          flow: Text,
          entity: Type.String(),
          record: Type.String(),
          recordTitle: Type.String(),
          status: Type.String(),
          startedAt: Type.String(),
          endedAt: Type.Union([Type.String(), Type.Null()]),
          /** Names of the people whose turn it is. */
          waitsFor: Type.Array(Type.String()),
          mayWithdraw: Type.Boolean(),
        }),
      ),
    }),
  }),
  withdrawRun: defineRoute({
    method: "POST",
    path: "/runs/:id/withdraw",
    summary: "Take back what was submitted for approval, before anybody has decided",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ id: Id }),
    body: Type.Object({ comment: Type.Optional(Type.String({ maxLength: 2000 })) }),
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  urgeRun: defineRoute({
    method: "POST",
    path: "/runs/:id/urge",
    summary: "Remind those who are to approve; at most every ten minutes",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ id: Id }),
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  listNotifications: defineRoute({
    method: "GET",
    path: "/notifications",
    summary: "Newest notifications",
    tag: "work",
    access: "signed-in",
    query: Type.Object({ before: Type.Optional(Type.String({ format: "date-time" })) }),
    response: Type.Object({ items: Type.Array(Notification), unread: Type.Integer() }),
  }),
  readNotifications: defineRoute({
    method: "POST",
    path: "/notifications/read",
    summary: "Mark as read; all when no ids are given",
    tag: "work",
    access: "signed-in",
    body: Type.Object({ ids: Type.Optional(Type.Array(Id, { maxItems: 10_000 })) }),
    response: Type.Object({ unread: Type.Integer() }),
  }),
  flowRuns: defineRoute({
    method: "GET",
    path: "/apps/:app/flows/:flow/runs",
    summary: "Recent runs of a flow",
    tag: "work",
    access: "builder",
    params: Type.Object({ app: Type.String(), flow: Type.String() }),
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          record: Type.String(),
          status: Type.String(),
          node: Type.Union([Type.String(), Type.Null()]),
          startedAt: Type.String(),
          endedAt: Type.Union([Type.String(), Type.Null()]),
          error: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
      counts: Type.Record(Type.String(), Type.Integer()),
    }),
  }),
  rehearseFlow: defineRoute({
    method: "POST",
    path: "/apps/:app/rehearse",
    summary: "Run a draft flow dry on one record: what would happen, and why",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String() }),
    body: Type.Object({ flow: typedObject<FlowDocument>("flow"), record: Id }),
    response: Type.Object({
      steps: Type.Array(
        Type.Object({
          node: Type.String(),
          text: Text,
          exit: Type.String(),
          /** Virtual milliseconds since the start. */
          elapsed: Type.Number(),
        }),
      ),
      /** What the steps left for later ones, by their path (`$find.record`). */
      results: Type.Record(Type.String(), typed<Value>("A value")),
    }),
  }),
} as const;
