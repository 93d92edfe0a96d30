import { repeatedRows, repetitionText } from "@mortise/fields";
import type { EntityModel } from "../model/entity-model.ts";
import type { Values } from "../model/row-values.ts";
import type { Problems } from "./problems.ts";

/** Child rows of one record, as they will be stored. */
export interface CheckedRows {
  /** Prefix of the record's fields' paths in error details. */
  readonly path: string;
  readonly field: string;
  readonly child: EntityModel;
  readonly rows: readonly Readonly<Values>[];
}

/** Refuses rows that repeat others of the same record in the columns that must not repeat. */
export function checkRows(model: EntityModel, checked: CheckedRows, problems: Problems): void {
  const field = model.field(checked.field);
  const columns = (field?.definition && field.type?.uniqueInRecord?.(field.definition)) ?? [];
  const { fields } = checked.child.entity;
  for (const repeated of repeatedRows(columns, checked.rows, fields))
    problems.add(
      `${checked.path}${checked.field}.${repeated.index}.${columns[0] ?? ""}`,
      repetitionText(repeated, columns, fields),
    );
}
