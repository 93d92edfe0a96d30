import type {
  Catalog,
  DefinitionDocument,
  DocumentChange,
  DocumentKey,
  Impact,
  Problem,
} from "@mortise/metadata";
import type { Actor } from "../actor.ts";
import type { SchemaLayout } from "../schema/layout/schema-layout.ts";

/** The release in force of one app, ready to use; immutable. */
export interface CompiledRelease {
  readonly app: string;
  readonly number: number;
  readonly catalog: Catalog;
  /** Where fields live that found no room in the main tables. */
  readonly layout: SchemaLayout;
}

/** One document being edited. Saving it asks for the `revision` that was read. */
export interface DraftDocument {
  readonly document: DefinitionDocument;
  readonly revision: number;
  readonly updatedAt: string;
  readonly updatedBy: string | null;
}

/** All documents of an app being edited. */
export interface Draft {
  readonly app: string;
  /** Number of the current release. */
  readonly base: number;
  readonly documents: readonly DraftDocument[];
  /** How many changes wait to be published. */
  readonly changed: number;
}

/** One document to save over the `revision` that was read; 0 adds a document that must not exist yet. */
export interface DraftEdit {
  readonly document: unknown;
  readonly revision: number;
}

/** A saved document's new revision. */
export interface SavedDraft {
  readonly key: DocumentKey;
  readonly revision: number;
}

/** What publishing the drafts now would change, break and touch. */
export interface DraftDiff {
  readonly base: number;
  readonly changes: readonly DocumentChange[];
  /** Errors among them stop publishing, warnings do not. */
  readonly problems: readonly Problem[];
  readonly impact: readonly Impact[];
}

/** One entry of the list of releases. */
export interface ReleaseInfo {
  readonly number: number;
  readonly note: string;
  readonly at: string;
  /** Name of the publisher; empty for the system. */
  readonly by: string;
  readonly current: boolean;
  /** Set when the release brought an older one back. */
  readonly restoredFrom: number | null;
  readonly changes: readonly DocumentChange[];
}

/** How a release is made. */
export interface PublishOptions {
  readonly actor: Actor;
  readonly note?: string;
  /** Fields (`lead.amount`) whose values may be emptied where their new type cannot hold them. */
  readonly accepted?: readonly string[];
  /** The release the publisher saw as current: STORE_PUBLISH_CONFLICT when it is not any more. */
  readonly expectedBase?: number;
}
