import type { StepContext } from "../model/step-context.ts";
import type { Wording } from "../model/wording.ts";

/** Kinds of fields and variables that lead to records. */
export const LEADS_TO_RECORDS: readonly string[] = ["reference", "references"];

/** The records that a step is about: the run's own, or those that a field or a variable leads to. */
export interface TargetRecords {
  readonly entity: string;
  readonly ids: readonly string[];
}

/** The entity of those records; undefined when the field or variable leads nowhere. */
export function targetEntity(wording: Wording, entity: string, path: string | undefined): string | undefined {
  return path === undefined ? entity : wording.target(entity, path);
}

/** Those records, as far as they exist. */
export function targetRecords(context: StepContext, path: string | undefined): TargetRecords {
  const { entity, record } = context.state;
  if (path === undefined) return { entity, ids: [record] };
  const target = targetEntity(context.wording, entity, path) ?? entity;
  const value = context.value(path);
  const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === "string");
  return { entity: target, ids: context.existing(target, ids) };
}
