import type { WorkPlace } from "@mortise/expression";
import type { Values } from "./effect.ts";

/** What a trigger looks at when it says at which moment its flow is to start for a record. */
export interface AppointmentMoment extends WorkPlace {
  /** The record as it stands. */
  readonly record: Values;
  /** Only later moments count. */
  readonly after: Date;
  /** Whether the record meets the trigger's condition. */
  holds(): boolean;
}

/**
 * When a flow is to start for a record. `at`: at this moment, whatever was agreed before. `from-now`: at this moment
 * unless something stands already, which then remains. `none`: not at all.
 */
export type Appointment =
  | { readonly kind: "at"; readonly at: Date }
  | { readonly kind: "from-now"; readonly at: Date }
  | { readonly kind: "none" };

/** The flow does not start for the record as it stands. */
export const NO_APPOINTMENT: Appointment = { kind: "none" };
