import type { LocalizedText } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed } from "../route.ts";

const app = Type.Object({ app: Type.String() });
const Text = typed<LocalizedText>("Text in both languages");
const Document = typed<DefinitionDocument>("A definition document");

/** What stored values may have against a change: a type they do not fit, repeated values, empty ones. */
export const CheckRule = Type.Union([Type.Literal("type"), Type.Literal("unique"), Type.Literal("required")]);

/** A release in force, or null while its rows are being prepared: `getStructure` tells how that goes. */
const Published = Type.Object({ release: Type.Union([Type.Integer(), Type.Null()]) });

/** A complaint about a draft: errors block publishing. */
export const DraftProblem = Type.Object({
  document: Type.String(),
  path: Type.String(),
  message: Text,
  severity: Type.Union([Type.Literal("error"), Type.Literal("warning")]),
  /** Set when stored records are the reason: `listViolations` lists them. */
  rows: Type.Optional(
    Type.Object({ entity: Type.String(), field: Type.String(), rule: CheckRule, count: Type.Integer() }),
  ),
});

/** One change in business words. */
export const DraftChange = Type.Object({
  document: Type.String(),
  type: Type.Union([Type.Literal("added"), Type.Literal("removed"), Type.Literal("changed")]),
  text: Text,
});

/** What publishing would do. */
export const DraftDiff = Type.Object({
  base: Type.Integer(),
  changes: Type.Array(DraftChange),
  problems: Type.Array(DraftProblem),
  /** Where things that go, are retyped or tightened are used. */
  impact: Type.Array(
    Type.Object({
      document: Type.String(),
      kind: Type.Union([
        Type.Literal("document"),
        Type.Literal("formula"),
        Type.Literal("public-link"),
        Type.Literal("personal-view"),
        Type.Literal("board-link"),
        Type.Literal("client"),
      ]),
      text: Text,
    }),
  ),
});

/** An immutable release of an app. */
export const Release = Type.Object({
  number: Type.Integer(),
  note: Type.String(),
  by: Type.String(),
  at: Type.String(),
  current: Type.Boolean(),
  changes: Type.Array(DraftChange),
});

/** Apps, drafts and releases. */
export const appRoutes = {
  listApps: defineRoute({
    method: "GET",
    path: "/apps",
    summary: "Apps the actor may open",
    tag: "apps",
    access: "signed-in",
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Text,
          icon: Type.String(),
          color: Type.String(),
          builder: Type.Boolean(),
        }),
      ),
    }),
  }),
  createApp: defineRoute({
    method: "POST",
    path: "/apps",
    summary: "New app, empty or from a template",
    tag: "apps",
    access: "admin",
    body: Type.Object({
      id: Type.Optional(Type.String()),
      name: Text,
      template: Type.Optional(Type.String()),
      sampleData: Type.Optional(Type.Boolean()),
    }),
    response: Type.Object({ id: Type.String() }),
  }),
  getApp: defineRoute({
    method: "GET",
    path: "/apps/:app",
    summary: "The current release: its documents as far as the actor may see them, and what the actor may do",
    tag: "apps",
    access: "signed-in",
    params: app,
    response: Type.Object({
      release: Type.Integer(),
      documents: Type.Array(Document),
      /** By entity: what the actor may do at all, and each field that is not `write`. */
      permissions: Type.Record(
        Type.String(),
        Type.Object({
          create: Type.Boolean(),
          read: Type.Boolean(),
          update: Type.Boolean(),
          delete: Type.Boolean(),
          import: Type.Boolean(),
          export: Type.Boolean(),
          /** Ownerless records may be claimed. */
          claim: Type.Boolean(),
          /** Records of some pool may be assigned to others. */
          assign: Type.Boolean(),
          purge: Type.Boolean(),
          fields: Type.Record(Type.String(), Type.String()),
          /** Fields to which single records allow less. */
          limited: Type.Array(Type.String()),
          /** Masked fields whose clear value may be asked for. */
          reveal: Type.Array(Type.String()),
        }),
      ),
      builder: Type.Boolean(),
      /** What the actor may do with runs of flows; null for nothing. */
      runs: Type.Union([Type.Literal("see"), Type.Literal("mend"), Type.Literal("pause"), Type.Null()]),
      /** Whether the actor may read the ledger of shares. */
      ledger: Type.Boolean(),
    }),
  }),
  getDraft: defineRoute({
    method: "GET",
    path: "/apps/:app/draft",
    summary: "All draft documents with their revisions",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({
      base: Type.Integer(),
      documents: Type.Array(Type.Object({ document: Document, revision: Type.Integer() })),
      changed: Type.Integer(),
      problems: Type.Array(DraftProblem),
    }),
  }),
  saveDraft: defineRoute({
    method: "PUT",
    path: "/apps/:app/draft",
    summary: "Save one or several draft documents; `revision` 0 adds a document",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({
      documents: Type.Array(Type.Object({ document: Document, revision: Type.Integer() })),
    }),
    response: Type.Object({
      documents: Type.Array(Type.Object({ key: Type.String(), revision: Type.Integer() })),
      problems: Type.Array(DraftProblem),
    }),
  }),
  deleteDraft: defineRoute({
    method: "DELETE",
    path: "/apps/:app/draft/:kind/:id",
    summary: "Remove a document from the draft",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String(), kind: Type.String(), id: Type.String() }),
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  discardDraft: defineRoute({
    method: "POST",
    path: "/apps/:app/draft/discard",
    summary: "Throw all unpublished changes away",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  listRemoved: defineRoute({
    method: "GET",
    path: "/apps/:app/draft/removed",
    summary: "Documents that were deleted and can be brought back, as the newest release had them",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          document: typed<DefinitionDocument>("The document"),
          release: Type.Integer(),
          /** What would be wrong with it in the draft as it is. */
          problems: Type.Array(DraftProblem),
        }),
      ),
    }),
  }),
  diffDraft: defineRoute({
    method: "GET",
    path: "/apps/:app/draft/diff",
    summary: "What publishing would change",
    tag: "build",
    access: "builder",
    params: app,
    response: DraftDiff,
  }),
  publish: defineRoute({
    method: "POST",
    path: "/apps/:app/publish",
    summary: "Publish the draft as a release",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({
      base: Type.Integer(),
      note: Type.Optional(Type.String({ maxLength: 500 })),
      /** Why it is published although tests of its flows fail; kept in the release. */
      despiteTests: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
      /** Fields (`lead.amount`) whose values are emptied where their new type cannot hold them. */
      accepted: Type.Optional(Type.Array(Type.String(), { maxItems: 500 })),
    }),
    response: Published,
  }),
  publishEntity: defineRoute({
    method: "POST",
    path: "/apps/:app/entities",
    summary: "Add an entity and publish it by itself; unpublished changes stay in the draft",
    tag: "build",
    access: "builder",
    params: app,
    body: Type.Object({ entity: Document, note: Type.Optional(Type.String({ maxLength: 500 })) }),
    response: Type.Object({ release: Type.Integer() }),
  }),
  listReleases: defineRoute({
    method: "GET",
    path: "/apps/:app/releases",
    summary: "Releases, newest first",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({ items: Type.Array(Release) }),
  }),
  restoreRelease: defineRoute({
    method: "POST",
    path: "/apps/:app/releases/:number/restore",
    summary: "Publish an older release again; its kept columns come back with their data",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String(), number: Type.Integer() }),
    response: Published,
  }),
} as const;
