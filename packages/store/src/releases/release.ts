import type {
  AppDocument,
  Catalog,
  DefinitionDocument,
  DocumentChange,
  DocumentKey,
  Impact,
  Problem,
} from "@mortise/metadata";
import type { Actor } from "../actor.ts";

/** The release in force of one app, ready to use; immutable. */
export interface CompiledRelease {
  readonly app: string;
  readonly number: number;
  readonly catalog: Catalog;
}

/** One app of the installation; `release` is null until it is published, `app` is then its draft. */
export interface AppSummary {
  readonly id: string;
  readonly app: AppDocument;
  readonly release: number | null;
}

/** One document being edited. Saving it asks for the `revision` that was read. */
export interface DraftDocument {
  readonly document: DefinitionDocument;
  readonly revision: number;
  readonly updatedAt: string;
  readonly updatedBy: string | null;
}

/** All documents of an app being edited; `base` is the number of the current release. */
export interface Draft {
  readonly app: string;
  readonly base: number | null;
  readonly documents: readonly DraftDocument[];
}

/** What publishing the drafts now would change, break and touch. */
export interface DraftDiff {
  readonly base: number | null;
  readonly changes: readonly DocumentChange[];
  /** Errors among them stop publishing, warnings do not. */
  readonly problems: readonly Problem[];
  readonly impact: readonly Impact[];
}

/** One entry of the list of releases. */
export interface ReleaseInfo {
  readonly app: string;
  readonly number: number;
  readonly note: string;
  readonly at: string;
  /** Account id of the publisher; null for the system. */
  readonly by: string | null;
  /** Set when the release brought an older one back. */
  readonly restoredFrom: number | null;
  readonly changes: readonly DocumentChange[];
}

/** How a release is made. */
export interface PublishOptions {
  readonly actor: Actor;
  readonly note?: string;
  /** The release the publisher saw as current (`null` for none): STORE_PUBLISH_CONFLICT when it is not any more. */
  readonly expectedBase?: number | null;
}

/** What an edit of one document refers to. */
export interface DraftEdit {
  readonly key: DocumentKey;
  /** The revision that was read; null for a document that must not exist yet. */
  readonly baseRevision: number | null;
}
