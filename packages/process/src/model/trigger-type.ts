import type { JsonObject, LocalizedText, SettingSpec } from "@mortise/kit";
import type { CallSignature } from "./calls/call-signature.ts";
import type { Appointment, AppointmentMoment } from "./appointment.ts";
import type { HeardApprovals } from "./heard-approvals.ts";
import type { Values } from "./effect.ts";
import type { Hook } from "./hook.ts";
import type { CheckContext, SettingProblem, SummaryContext } from "./node-type.ts";
import type { Schedule } from "./schedule.ts";
import type { Settings } from "./settings.ts";

/** A change of one record, as triggers see it. */
export interface RecordEvent {
  readonly type: "created" | "updated" | "deleted" | "restored";
  readonly before?: Values;
  readonly after: Values;
  readonly changed: readonly string[];
  /** The public form by which it came. */
  readonly form?: string;
}

/** What becomes of a moment that passed while no process was running, or is more than an hour ago: it is made up for, or left out. */
export type MissedMoments = "late" | "skip";

/** Starts at moments of its own, not with a change. */
export interface RecurringTrigger {
  readonly schedule: Schedule;
  readonly missed: MissedMoments;
}

/** The button of a flow that people start themselves. */
export interface FlowButton {
  readonly label: LocalizedText;
  /** Roles whose holders may press it; none means everybody who sees the record. */
  readonly roles: readonly string[];
  /** Fields that are filled in first and saved with the start. */
  readonly ask: readonly string[];
  /** Whether these fields have to be filled in. */
  readonly must: boolean;
  /** Whether it is offered for several records of a list. */
  readonly many: boolean;
  /** What is asked before it starts. */
  readonly confirm?: LocalizedText;
}

/** A kind of event that starts flows, in one folder. The shared `when` condition is checked by the engine. */
export interface TriggerType {
  readonly id: string;
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly icon: string;
  readonly settings: readonly SettingSpec[];
  readonly initial: JsonObject;
  /** Whether the change is of this kind. */
  matches(settings: Settings, event: RecordEvent): boolean;
  /** The button by which people start the flow; only of triggers that no change matches. */
  button?(settings: Settings): FlowButton;
  /** At which moment the flow is to start for a record; asked whenever the record is written and when the moment has come. */
  appointment?(settings: Settings, moment: AppointmentMoment): Appointment;
  /** What becomes of appointments that were missed; `late` without an answer. */
  missed?(settings: Settings): MissedMoments;
  /** The rounds in which it starts, each for all records that meet its condition; undefined while the settings name none. */
  rounds?(settings: Settings): RecurringTrigger | undefined;
  /** Whether its runs are about no record: their steps find records themselves. */
  isRecordless?(settings: Settings): boolean;
  /** How it takes what another system sends to the flow's address. */
  hook?(settings: Settings): Hook;
  /** What it takes when another flow calls it, and what it gives back; only of flows that can be called. */
  signature?(settings: Settings): CallSignature;
  /** The approvals of another flow by whose outcome it starts. */
  hears?(settings: Settings): HeardApprovals;
  /** Whether pools start it for records that they take back. */
  readonly byPools?: true;
  /** Whether it is about records in the recycle bin. */
  readonly ofDeleted?: true;
  /** What starts the flow, in one line of business words. */
  summary(settings: Settings, context: SummaryContext): LocalizedText;
  check(settings: Settings, context: CheckContext): readonly SettingProblem[];
}

/** Freezes a trigger type's definition; the place where its shape is checked. */
export function defineTrigger<const Definition extends TriggerType>(definition: Definition): Definition {
  return Object.freeze(definition);
}

/** Every trigger may narrow itself to records that meet a condition; `$old.` fields hold the values before. */
export const whenSetting: SettingSpec = {
  id: "when",
  name: { zh: "并且满足", en: "And the record meets" },
  kind: "condition",
};
