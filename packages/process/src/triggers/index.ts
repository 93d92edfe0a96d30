import type { TriggerType } from "../model/trigger-type.ts";
import { approvalOutcomeTrigger } from "./approval-outcome/index.ts";
import { buttonPressedTrigger } from "./button-pressed/index.ts";
import { calledTrigger } from "./called/index.ts";
import { dateReachedTrigger } from "./date-reached/index.ts";
import { formSubmittedTrigger } from "./form-submitted/index.ts";
import { recordAssignedTrigger } from "./record-assigned/index.ts";
import { recordCreatedTrigger } from "./record-created/index.ts";
import { recordDeletedTrigger } from "./record-deleted/index.ts";
import { recordRestoredTrigger } from "./record-restored/index.ts";
import { recordUpdatedTrigger } from "./record-updated/index.ts";
import { recycledTrigger } from "./recycled/index.ts";
import { scheduleTrigger } from "./schedule/index.ts";
import { stageChangedTrigger } from "./stage-changed/index.ts";
import { stateLastsTrigger } from "./state-lasts/index.ts";
import { webhookTrigger } from "./webhook/index.ts";

/** All kinds of event that start flows, in the order pickers offer them. */
export const triggerTypes = [
  recordCreatedTrigger,
  recordUpdatedTrigger,
  stageChangedTrigger,
  recordAssignedTrigger,
  recordDeletedTrigger,
  recordRestoredTrigger,
  recycledTrigger,
  formSubmittedTrigger,
  dateReachedTrigger,
  stateLastsTrigger,
  scheduleTrigger,
  approvalOutcomeTrigger,
  webhookTrigger,
  buttonPressedTrigger,
  calledTrigger,
] as const satisfies readonly TriggerType[];

/** Id of a trigger type. */
export type TriggerId = (typeof triggerTypes)[number]["id"];

const byId: ReadonlyMap<string, TriggerType> = new Map(triggerTypes.map((type) => [type.id, type]));

/** The trigger type with that id. */
export function findTrigger(id: string): TriggerType | undefined {
  return byId.get(id);
}
