import { type DefinitionDocument, documentKey } from "@mortise/metadata";
import type { Kysely } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";
import type { DraftStepChange } from "./draft-step.ts";

/** What steps of the drafts changed, by step. */
export async function changesOf(
  db: Kysely<SystemDatabase>,
  steps: readonly string[],
): Promise<ReadonlyMap<string, readonly DraftStepChange[]>> {
  if (steps.length === 0) return new Map();
  const rows = await db
    .selectFrom("draft_change")
    .select(["step", "before", "after"])
    .where("step", "in", [...steps])
    .execute();
  return Map.groupBy(rows, ({ step }) => step);
}

/** The documents with those of a step in the state before or after it. */
export function overlay(
  documents: readonly DefinitionDocument[],
  changes: readonly DraftStepChange[],
  state: "before" | "after",
): readonly DefinitionDocument[] {
  const touched = new Set(
    changes.map(({ before, after }) => documentKey(after ?? before ?? { kind: "app", id: "" })),
  );
  return [
    ...documents.filter((document) => !touched.has(documentKey(document))),
    ...changes.flatMap((change) => change[state] ?? []),
  ];
}
