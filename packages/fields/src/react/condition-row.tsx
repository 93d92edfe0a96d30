import { localize } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { Select } from "antd";
import { type ReactNode, useMemo } from "react";
import type { ConditionOperator } from "../condition/condition-operator.ts";
import {
  fieldAtPath,
  type FieldOnPath,
  fieldsBehindReferences,
  type FieldsOf,
} from "../condition/condition-paths.ts";
import type { ConditionRow } from "../condition/condition-tree.ts";
import { fieldOperators } from "../condition/operators.ts";
import { fieldCatalog } from "../field-catalog.ts";
import { ConditionOperand } from "./condition-operand.tsx";
import { type FieldHints, FieldHintsProvider, useFieldOptions } from "./field-hints.tsx";
import { useFieldServices, useFieldText } from "./field-services.ts";
import { text } from "./text.ts";

/** Props of `ConditionRowEditor`. */
export interface ConditionRowEditorProps {
  readonly row: ConditionRow;
  readonly fields: readonly FieldDefinition[];
  readonly disabled: boolean;
  readonly allowCurrentUser: boolean;
  readonly recordTrees: boolean;
  /** The fields behind references; only the record's own are offered when not given. */
  readonly fieldsOf?: FieldsOf | undefined;
  readonly onChange: (row: ConditionRow) => void;
}

/** One sentence of a condition: field, comparison, value; wraps on a phone. */
export function ConditionRowEditor({
  row,
  fields,
  disabled,
  allowCurrentUser,
  recordTrees,
  fieldsOf,
  onChange,
}: ConditionRowEditorProps) {
  const { entity } = useFieldServices();
  const say = useFieldText();
  const field = fieldAtPath(row.path, fields, fieldsOf);
  const operators = field ? offeredOperators(field, recordTrees ? entity : undefined, row.operator) : [];
  const operator = operators.find((candidate) => candidate.id === row.operator) ?? operators[0];
  const behind = useMemo(
    () => (fieldsOf ? fieldsBehindReferences(fields, row.path, fieldsOf) : []),
    [fields, row.path, fieldsOf],
  );
  const offered = useMemo(() => [...fields, ...behind.map((each) => each.field)], [fields, behind]);
  const changeField = (path: string): void => {
    const next = fieldAtPath(path, fields, fieldsOf);
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
      <OwnAndBehind behind={behind}>
        <FieldSelect fields={offered} value={row.path} disabled={disabled} onChange={changeField} />
      </OwnAndBehind>
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
            others={offered}
            onChange={(value) => onChange({ ...row, operator: operator.id, value })}
          />
        </div>
      ) : null}
    </div>
  );
}

/** Has the fields behind references stand below the record's own, each under the reference that leads there. */
function OwnAndBehind({
  behind,
  children,
}: {
  readonly behind: readonly FieldOnPath[];
  readonly children: ReactNode;
}) {
  const { locale } = useFieldServices();
  const hints = useMemo((): FieldHints => {
    const byPath = new Map(behind.map((each) => [each.field.id, each]));
    return {
      groupOf: (field) => {
        const { way, name } = byPath.get(field.id) ?? { way: text.ownFields, name: field.name };
        return { heading: localize(way, locale), name: localize(name, locale) };
      },
      sampleOf: () => undefined,
    };
  }, [behind, locale]);
  return behind.length === 0 ? children : <FieldHintsProvider value={hints}>{children}</FieldHintsProvider>;
}

function FieldSelect({
  fields,
  value,
  disabled,
  onChange,
}: {
  readonly fields: readonly FieldDefinition[];
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (path: string) => void;
}) {
  const say = useFieldText();
  const choice = useFieldOptions(fields);
  return (
    <Select
      aria-label={say(text.field)}
      value={value}
      disabled={disabled}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      style={{ flex: "1 1 130px", minWidth: 0 }}
      {...choice}
      onChange={onChange}
    />
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
