import type { LocalizedText } from "@mortise/kit";
import type { DefinitionDocument, FieldDefinition } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed } from "../route.ts";
import { DraftChange, DraftProblem } from "./apps.ts";
import type { RecordData } from "./records.ts";

const app = Type.Object({ app: Type.String() });
const Text = typed<LocalizedText>("Text in both languages");
const Side = Type.Union([Type.Literal("ours"), Type.Literal("theirs")]);
const Choices = Type.Record(Type.String(), Side);
const Archive = typed<unknown>("The content of an app file");

/** One step of the drafts since the release in force. */
export const DraftStep = Type.Object({
  id: Type.String(),
  at: Type.String(),
  by: Type.String(),
  source: Type.Union([
    Type.Literal("edit"),
    Type.Literal("import"),
    Type.Literal("revert"),
    Type.Literal("restore"),
    Type.Literal("discard"),
  ]),
  changes: Type.Array(DraftChange),
});

const State = Type.String({
  pattern: "^(draft|release-[0-9]{1,9}|step-[0-9a-f-]{36})$",
  description: "`draft`, `release-<number>`, or `step-<id>`: the draft after that step of its history",
});
const MaybeDocument = Type.Union([typed<DefinitionDocument>("The document"), Type.Null()]);

/** A column or table that is kept aside with its values. */
export const KeptThing = Type.Object({
  id: Type.String(),
  entity: Type.String(),
  entityName: Text,
  /** Null for a whole table. */
  field: Type.Union([Type.String(), Type.Null()]),
  name: Text,
  definition: Type.Union([typed<FieldDefinition>("The field as it last was"), Type.Null()]),
  bytes: Type.Number(),
  release: Type.Integer(),
  since: Type.Union([Type.String(), Type.Null()]),
});

/** An app file held against the drafts. */
export const ImportReview = Type.Object({
  hasBase: Type.Boolean(),
  changes: Type.Array(DraftChange),
  conflicts: Type.Array(
    Type.Object({
      id: Type.String(),
      document: Type.String(),
      side: Side,
      text: Type.Object({ title: Text, base: Text, ours: Text, theirs: Text }),
    }),
  ),
  problems: Type.Array(DraftProblem),
  stamp: Type.String(),
});

/** History of the drafts, apps as files, what is kept aside. */
export const releaseRoutes = {
  listDraftSteps: defineRoute({
    method: "GET",
    path: "/apps/:app/draft/history",
    summary: "Who changed what in the draft since the current release, newest first",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({ items: Type.Array(DraftStep) }),
  }),
  revertDraftStep: defineRoute({
    method: "POST",
    path: "/apps/:app/draft/history/:step/revert",
    summary: "Take one step of the draft back and keep the later ones",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String(), step: Type.String() }),
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  compareDraft: defineRoute({
    method: "GET",
    path: "/apps/:app/draft/compare",
    summary: "How two states of the app differ: drafts after a step, releases, the draft as it is",
    tag: "build",
    access: "builder",
    params: app,
    query: Type.Object({ from: State, to: State }),
    response: Type.Object({
      changes: Type.Array(DraftChange),
      /** Those that differ; the entities of forms among them, too. */
      documents: Type.Array(Type.Object({ before: MaybeDocument, after: MaybeDocument })),
    }),
  }),
  restoreDraft: defineRoute({
    method: "POST",
    path: "/apps/:app/draft/restore",
    summary: "Bring the draft, or some documents of it, back to an earlier state; a new step of the history",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({
      state: State,
      documents: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 2_000 })),
    }),
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  tryDraft: defineRoute({
    method: "POST",
    path: "/apps/:app/draft/try",
    summary: "Try a write against the draft, as one of its roles: checked by the server, nothing is kept",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({
      entity: Type.String(),
      /** The record to change; a new one when absent. */
      id: Type.Optional(Type.String({ format: "uuid" })),
      values: typed<Readonly<Record<string, unknown>>>("Values by field id"),
      role: Type.Optional(Type.String()),
    }),
    response: Type.Object({
      record: Type.Union([typed<RecordData>("The record as the role would see it"), Type.Null()]),
      labels: Type.Record(Type.String(), Type.String()),
      /** Fields that no release has yet. */
      leftOut: Type.Array(Type.String()),
      /** No release has the entity: nothing could be tried. */
      isNew: Type.Boolean(),
    }),
  }),
  exportApp: defineRoute({
    method: "POST",
    path: "/apps/:app/export",
    summary: "The current release as the content of an app file, optionally with rows to begin with",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({ samples: Type.Optional(Type.Boolean()) }),
    response: Archive,
  }),
  importNewApp: defineRoute({
    method: "POST",
    path: "/apps/import",
    summary: "New app from an app file",
    tag: "apps",
    access: "admin",
    body: Type.Object({
      archive: Archive,
      /** The file's own id unless that is taken or another one is wanted. */
      id: Type.Optional(Type.String({ pattern: "^[a-z][a-z0-9_]{0,47}$" })),
      name: Type.Optional(Text),
    }),
    response: Type.Object({ id: Type.String() }),
  }),
  reviewImport: defineRoute({
    method: "POST",
    path: "/apps/:app/import/review",
    summary: "What importing an app file into the draft would change, and what has to be decided",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({ archive: Archive, choices: Choices }),
    response: ImportReview,
  }),
  importApp: defineRoute({
    method: "POST",
    path: "/apps/:app/import",
    summary: "Merge an app file into the draft, by the choices of a review",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({ archive: Archive, choices: Choices, stamp: Type.String() }),
    response: ImportReview,
  }),
  listKept: defineRoute({
    method: "GET",
    path: "/apps/:app/kept",
    summary: "Columns and tables that are kept aside with their values",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({ items: Type.Array(KeptThing) }),
  }),
  purgeKept: defineRoute({
    method: "POST",
    path: "/apps/:app/kept/purge",
    summary: "Remove kept columns and tables for good; `confirm` repeats the app's id",
    tag: "build",
    access: "admin",
    params: app,
    body: Type.Object({
      ids: Type.Array(Type.String(), { minItems: 1, maxItems: 2_000 }),
      confirm: Type.String(),
    }),
    response: Type.Object({ purged: Type.Integer() }),
  }),
} as const;
