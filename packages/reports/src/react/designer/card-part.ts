import type { FieldsOf } from "@mortise/fields";
import type { DashboardCard } from "@mortise/metadata";
import type { ReportField } from "../../model/report-field.ts";

/** Hands a changed card up; steps in a row with the same `merge` key are taken back as one. */
export type ChangeCard = (card: DashboardCard, merge?: string) => void;

/** What every part of the inspector takes. */
export interface CardPartProps {
  readonly card: DashboardCard;
  readonly fields: readonly ReportField[];
  /** Those, and the fields of the records they refer to, as paths. */
  readonly allFields: readonly ReportField[];
  /** The fields of any entity, for conditions on what records refer to. */
  readonly fieldsOf: FieldsOf;
  readonly onChange: ChangeCard;
}
