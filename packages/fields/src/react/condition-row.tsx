import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { Select } from "antd";
import type { ConditionOperator } from "../condition/condition-operator.ts";
import type { ConditionRow } from "../condition/condition-tree.ts";
import { fieldOperators } from "../condition/operators.ts";
import { fieldCatalog } from "../field-catalog.ts";
import { ConditionOperand } from "./condition-operand.tsx";
import { useFieldOptions } from "./field-hints.tsx";
import { useFieldServices, useFieldText } from "./field-services.ts";
import { text } from "./text.ts";

/** Props of `ConditionRowEditor`. */
export interface ConditionRowEditorProps {
  readonly row: ConditionRow;
  readonly fields: readonly FieldDefinition[];
  readonly disabled: boolean;
  readonly allowCurrentUser: boolean;
  readonly recordTrees: boolean;
  readonly onChange: (row: ConditionRow) => void;
}

/** One sentence of a condition: field, comparison, value; wraps on a phone. */
export function ConditionRowEditor({
  row,
  fields,
  disabled,
  allowCurrentUser,
  recordTrees,
  onChange,
}: ConditionRowEditorProps) {
  const { entity } = useFieldServices();
  const say = useFieldText();
  const field = fields.find((candidate) => candidate.id === row.path);
  const operators = field ? offeredOperators(field, recordTrees ? entity : undefined, row.operator) : [];
  const operator = operators.find((candidate) => candidate.id === row.operator) ?? operators[0];
  const choice = useFieldOptions(fields);
  const changeField = (path: string): void => {
    const next = fields.find((candidate) => candidate.id === path);
    const [first] = next ? fieldOperators(fieldCatalog.kindOf(next)) : [];
    if (first) onChange({ type: "row", path, operator: first.id, value: null });
  };
  const changeOperator = (id: string): void => {
    const next = operators.find((candidate) => candidate.id === id);
    const keeps = next?.operand === operator?.operand;
    onChange({ ...row, operator: id, value: keeps ? row.value : null });
  };
  return (
    <div style={{ display: "flex", flexWrap: "wrap", gap: 6 }}>
      <Select
        aria-label={say(text.field)}
        value={row.path}
        disabled={disabled}
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        style={{ flex: "1 1 130px", minWidth: 0 }}
        {...choice}
        onChange={changeField}
      />
      <Select
        aria-label={say(text.comparison)}
        {...(operator ? { value: operator.id } : {})}
        disabled={disabled}
        popupMatchSelectWidth={false}
        style={{ flex: "1 1 150px", minWidth: 90 }}
        options={operators.map((candidate) => ({ value: candidate.id, label: say(candidate.name) }))}
        onChange={changeOperator}
      />
      {field && operator && operator.operand !== "none" ? (
        <div role="group" aria-label={say(text.value)} style={{ flex: "2 1 170px", minWidth: 0 }}>
          <ConditionOperand
            field={field}
            operand={operator.operand}
            value={row.value}
            disabled={disabled}
            allowCurrentUser={allowCurrentUser}
            onChange={(value) => onChange({ ...row, operator: operator.id, value })}
          />
        </div>
      ) : null}
    </div>
  );
}

/** What a field can be compared by: questions to a tree only where there is one, or where one is asked already. */
function offeredOperators(
  field: FieldDefinition,
  entity: ((id: string) => EntityDocument | undefined) | undefined,
  chosen: string,
): readonly ConditionOperator[] {
  const kind = fieldCatalog.kindOf(field);
  const target = fieldCatalog.targetEntity(field);
  const document = target === undefined ? undefined : entity?.(target);
  const isTree = (each: FieldDefinition): boolean =>
    fieldCatalog.isTree?.(each) === true && fieldCatalog.targetEntity(each) === target;
  const tree = kind === "team" || document?.fields.some(isTree) === true;
  const offered = fieldOperators(kind, { people: true, tree });
  const asked = fieldOperators(kind).find(({ id }) => id === chosen);
  return asked && !offered.includes(asked) ? [...offered, asked] : offered;
}
