import { ApiError } from "@mortise/contract";

/** A field that others changed while it was being edited here; the `data` of STORE_CONFLICT. */
export interface ConflictField {
  readonly field: string;
  readonly was: unknown;
  readonly now: unknown;
  readonly mine?: unknown;
  readonly by: string | null;
  readonly at: string;
  readonly rows?: true;
}

/** Both sides of a lost update of one record. */
export interface EditConflict {
  readonly revision: number;
  readonly fields: readonly ConflictField[];
  readonly labels: Readonly<Record<string, string>>;
}

/** What a refusal says about a lost update; undefined for other refusals. */
export function conflictIn(error: unknown): EditConflict | undefined {
  if (!(error instanceof ApiError) || error.body.code !== "STORE_CONFLICT") return undefined;
  // The shape belongs to the code: `ConflictData` of the store.
  const data = error.body.data as
    | { readonly conflicts?: readonly EditConflict[]; readonly labels?: EditConflict["labels"] }
    | undefined;
  const [first] = data?.conflicts ?? [];
  return first && { ...first, labels: data?.labels ?? {} };
}
