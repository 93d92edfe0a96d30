import type { FlowTrigger } from "@mortise/metadata";
import { findTrigger } from "../triggers/index.ts";
import { Settings } from "./settings.ts";

/** Stands for the record of runs that are about none. */
export const NO_RECORD = "00000000-0000-0000-0000-000000000000";

/** Whether runs of the flow are about no record. */
export function isRecordless({ trigger }: { readonly trigger?: FlowTrigger }): boolean {
  return (
    trigger !== undefined &&
    findTrigger(trigger.type)?.isRecordless?.(new Settings(trigger.settings)) === true
  );
}
