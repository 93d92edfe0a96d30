import type { Expression } from "@mortise/expression";
import { findFieldType } from "@mortise/fields";
import { ConditionBuilder } from "@mortise/fields/react";
import { type Catalog, DERIVED_POOL_FIELDS, type FieldDefinition, fieldStorage } from "@mortise/metadata";
import { Form } from "antd";
import { systemFields } from "../../records/entity-fields.ts";
import { useDraft } from "../use-draft.ts";

/** Fields of the system that hold still between two writes. */
const STILL: ReadonlySet<string> = new Set(["owner", "team", "created_at", "created_by"]);

/** The fields that conditions of pools can look at: those that change only when the record is saved. */
export function keptFields(catalog: Catalog, id: string): readonly FieldDefinition[] {
  const entity = catalog.find("entity", id);
  if (!entity) return [];
  const own = entity.fields.filter(
    (field) =>
      findFieldType(field.type) !== undefined &&
      fieldStorage(catalog, id, field) === "column" &&
      !DERIVED_POOL_FIELDS.has(field.id),
  );
  return [...own, ...systemFields(entity).filter((field) => STILL.has(field.id))];
}

/** A condition over the records of a pool, told as a sentence. */
export function PoolCondition({
  entity,
  label,
  hint,
  value,
  onChange,
}: {
  readonly entity: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: Expression | undefined;
  readonly onChange: (value: Expression | undefined) => void;
}) {
  const { catalog } = useDraft();
  return (
    <Form.Item label={label} {...(hint === undefined ? {} : { extra: hint })}>
      <ConditionBuilder
        fields={keptFields(catalog, entity)}
        // Nobody in particular looks when a date falls due.
        allowCurrentUser={false}
        recordTrees={false}
        {...(value === undefined ? {} : { value })}
        onChange={onChange}
      />
    </Form.Item>
  );
}
