import type { RecordData } from "@mortise/contract";
import type { FormValues } from "@mortise/forms/react";
import type { ReactNode } from "react";
import type { DraftPlace } from "./typed-draft.ts";

/** What the form of a new record is told when several are typed in one after the other. */
export interface FormSeries {
  /** Where what was typed is kept until it is saved. */
  readonly place: DraftPlace;
  /** What was kept from an earlier time, with which the form began. */
  readonly kept: FormValues | undefined;
  /** Stands above the fields. */
  readonly notice: ReactNode;
  /** Stands beside the buttons: what the next one begins with. */
  readonly choice: ReactNode;
  /** What was typed is saved or given up. */
  readonly onDone: () => void;
  /** One is saved, the next is wanted. */
  readonly onNext: (record: RecordData, values: FormValues) => void;
}
