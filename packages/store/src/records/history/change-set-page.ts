import type { Cause } from "../record-command.ts";

/** Which change-sets are listed. */
export interface ChangeSetQuery {
  /** Administrators see everybody's unless they ask for their own. */
  readonly mine?: boolean | undefined;
  /** The `next` of the page before. */
  readonly before?: string | undefined;
  /** 1–100, default 30. */
  readonly limit?: number | undefined;
}

/** Who changed what and how much of it, as one. */
export interface ChangeSetItem {
  readonly id: string;
  readonly at: string;
  readonly actor: string | null;
  readonly cause: Pick<Cause, "type" | "id" | "label">;
  /** Records by entity and kind of change. */
  readonly counts: readonly { readonly entity: string; readonly type: string; readonly records: number }[];
  readonly undone: boolean;
}

/** A page of change-sets, newest first, with the names of people. */
export interface ChangeSetPage {
  readonly items: readonly ChangeSetItem[];
  readonly labels: Readonly<Record<string, string>>;
  readonly next?: string;
}
