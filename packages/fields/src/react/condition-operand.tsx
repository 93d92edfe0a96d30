import type { PeriodUnit, Value, ValueKind } from "@mortise/expression";
import type { Json, LocalizedText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { Input, InputNumber, Segmented, Select } from "antd";
import { type Operand, readPath, variable } from "../condition/condition-operator.ts";
import { PERIODS } from "../condition/periods.ts";
import { dateField } from "../date/index.ts";
import { fieldCatalog } from "../field-catalog.ts";
import { findFieldType } from "../registry.ts";
import { FieldEditor } from "./field-components.tsx";
import { comparedWith, FieldOperand } from "./field-operand.tsx";
import { useFieldContext, useFieldServices, useFieldText } from "./field-services.ts";
import { OptionSelect } from "./option-select.tsx";
import { RemoteSelect } from "./remote-select.tsx";
import { text } from "./text.ts";
import { TreeSelect } from "./tree-select.tsx";

/** Props of `ConditionOperand`. */
export interface ConditionOperandProps {
  readonly field: FieldDefinition;
  readonly operand: Operand;
  readonly value: Json;
  readonly disabled: boolean;
  readonly allowCurrentUser: boolean;
  /** Fields that may stand in place of a value; only values are offered when not given. */
  readonly others?: readonly FieldDefinition[];
  readonly onChange: (value: Json) => void;
}

/** The control for the value of a condition row. */
export function ConditionOperand(props: ConditionOperandProps) {
  switch (props.operand) {
    case "none":
      return null;
    case "text":
      return <TextOperand {...props} />;
    case "period":
      return <PeriodOperand {...props} />;
    case "range":
      return <RangeOperand {...props} />;
    case "list":
      return <ChosenOperand {...props} multiple />;
    case "day":
      return <ValueOperand {...props} field={{ ...props.field, type: dateField.id, settings: {} }} />;
    case "item":
      return <ChosenOperand {...props} multiple={false} />;
    case "nodes":
      return <NodesOperand {...props} />;
    case "value":
      return <ValueOperand {...props} />;
  }
}

function TextOperand({ value, disabled, onChange }: ConditionOperandProps) {
  return (
    <Input
      value={typeof value === "string" ? value : ""}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

const NO_FIELDS: readonly FieldDefinition[] = [];

const FIRST_COUNT: Readonly<Record<PeriodUnit, number>> = { day: 7, week: 4, month: 3 };
const UNIT_NAMES: Readonly<Record<PeriodUnit, LocalizedText>> = {
  day: text.days,
  week: text.weeks,
  month: text.months,
};

function PeriodOperand({ value, disabled, onChange }: ConditionOperandProps) {
  const say = useFieldText();
  const [id, count] = listOf(value) ?? [value];
  const period = PERIODS.find((candidate) => candidate.id === id);
  const choose = (next: string): void => {
    const unit = PERIODS.find((candidate) => candidate.id === next)?.unit;
    onChange(unit ? [next, FIRST_COUNT[unit]] : [next]);
  };
  return (
    <div style={{ display: "flex", gap: 6 }}>
      <Select
        {...(period ? { value: period.id } : {})}
        disabled={disabled}
        placeholder={say(text.choose)}
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        style={{ flex: 1, minWidth: 100 }}
        options={PERIODS.map((candidate) => ({ value: candidate.id, label: say(candidate.name) }))}
        onChange={choose}
      />
      {period?.unit ? (
        <InputNumber
          aria-label="N"
          value={typeof count === "number" ? count : FIRST_COUNT[period.unit]}
          min={1}
          max={3650}
          precision={0}
          suffix={say(UNIT_NAMES[period.unit])}
          disabled={disabled}
          style={{ minWidth: 92 }}
          onChange={(next) => onChange([period.id, next ?? 1])}
        />
      ) : null}
    </div>
  );
}

/** The field without bounds of its own: any value may be compared with, also with what is computed. */
function looseField(field: FieldDefinition): FieldDefinition {
  const typed = findFieldType(field.type)?.comparedAs?.(field) ?? field;
  return { ...typed, required: false, readOnly: false };
}

/** The value when it is a list: `Array.isArray` alone loses what the items of JSON are. */
function listOf(value: Json): readonly Json[] | undefined {
  return Array.isArray(value) ? (value as readonly Json[]) : undefined; // items of a JSON list are JSON
}

/** What editors take: text for numbers that were written as numbers. */
function asValue(value: Json | undefined): Value {
  if (typeof value === "number") return String(value);
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}

/** What editors hand up, as part of an expression. */
function asJson(value: Value): Json {
  // Values are JSON by their definition.
  return value as Json;
}

function RangeOperand({ field, value, disabled, onChange }: ConditionOperandProps) {
  const say = useFieldText();
  const [from = null, to = null] = listOf(value) ?? [];
  const common = { field: looseField(field), disabled };
  return (
    <div style={{ display: "flex", gap: 6, alignItems: "center" }}>
      <FieldEditor {...common} value={asValue(from)} onChange={(next) => onChange([asJson(next), to])} />
      <span>{say(text.to)}</span>
      <FieldEditor {...common} value={asValue(to)} onChange={(next) => onChange([from, asJson(next)])} />
    </div>
  );
}

function ValueOperand(props: ConditionOperandProps) {
  const { field, value, disabled, allowCurrentUser, others = NO_FIELDS, onChange } = props;
  const kind = fieldCatalog.kindOf(field);
  if (kind === "user" && allowCurrentUser) return <PersonOperand {...props} />;
  if (kind === "boolean") return <YesNoOperand {...props} />;
  const editor = (
    <FieldEditor
      field={looseField(field)}
      value={asValue(value)}
      disabled={disabled}
      onChange={(next) => onChange(asJson(next))}
    />
  );
  const choices = others.length > 0 ? comparedWith(field, others) : [];
  if (choices.length === 0) return editor;
  return (
    <FieldOperand value={value} disabled={disabled} choices={choices} onChange={onChange}>
      {editor}
    </FieldOperand>
  );
}

function YesNoOperand({ field, value, disabled, onChange }: ConditionOperandProps) {
  const context = useFieldContext();
  const name = (isOn: boolean): string =>
    findFieldType(field.type)?.toText(isOn, field, context) ?? String(isOn);
  return (
    <Select<"yes" | "no">
      {...(typeof value === "boolean" ? { value: value ? "yes" : "no" } : {})}
      disabled={disabled}
      style={{ width: "100%" }}
      options={[
        { value: "yes", label: name(true) },
        { value: "no", label: name(false) },
      ]}
      onChange={(next) => onChange(next === "yes")}
    />
  );
}

/** The person who looks, or a given one. */
function PersonOperand({ value, disabled, onChange, field }: ConditionOperandProps) {
  const say = useFieldText();
  const isMe = readPath(value) === "$user";
  return (
    <div style={{ display: "flex", flexWrap: "wrap", gap: 6 }}>
      <Segmented
        value={isMe ? "me" : "given"}
        disabled={disabled}
        options={[
          { value: "me", label: say(text.me) },
          { value: "given", label: say(text.nobodyElse) },
        ]}
        onChange={(next) => onChange(next === "me" ? variable("$user") : null)}
      />
      {isMe ? null : (
        <div style={{ flex: "1 1 140px" }}>
          <FieldEditor
            field={looseField(field)}
            value={asValue(value)}
            disabled={disabled}
            onChange={(next) => onChange(asJson(next))}
          />
        </div>
      )}
    </div>
  );
}

/** The text that came last: a condition about one item takes the latest. */
function lastItem(items: readonly unknown[]): string | null {
  const last = items.at(-1);
  return typeof last === "string" ? last : null;
}

const TARGETS: Readonly<Partial<Record<ValueKind, "user" | "team">>> = {
  user: "user",
  users: "user",
  team: "team",
  teams: "team",
};

/** Options, people, teams or records, one or several, for fields of one or of several. */
function ChosenOperand({
  field,
  value,
  disabled,
  onChange,
  multiple,
}: ConditionOperandProps & { readonly multiple: boolean }) {
  const services = useFieldServices();
  const type = findFieldType(field.type);
  const chosen: Value = Array.isArray(value)
    ? value.filter((item: Json): item is string => typeof item === "string")
    : asValue(value);
  const common = { value: chosen, disabled, multiple, onChange: (next: Value) => onChange(asJson(next)) };
  if (!type?.options && fieldCatalog.kindOf(field) === "options") {
    return (
      <FieldEditor
        field={looseField(field)}
        value={Array.isArray(chosen) ? chosen : typeof chosen === "string" ? [chosen] : null}
        disabled={disabled}
        onChange={(next) => onChange(asJson(multiple || !Array.isArray(next) ? next : lastItem(next)))}
      />
    );
  }
  if (type?.options) return <OptionSelect {...common} options={type.options(field)} />;
  const target = TARGETS[fieldCatalog.kindOf(field)];
  const search = (query: string): ReturnType<typeof services.searchUsers> => {
    if (target === "user") return services.searchUsers(query);
    return target === "team"
      ? services.searchTeams(query)
      : services.searchRecords(type?.targetEntity?.(field) ?? "", query);
  };
  return <RemoteSelect {...common} search={search} />;
}

/** Teams or records of a tree, chosen in it. */
function NodesOperand({ field, value, disabled, onChange }: ConditionOperandProps) {
  const given = listOf(value) ?? [value];
  const isTeam = fieldCatalog.kindOf(field) === "team";
  return (
    <TreeSelect
      value={given.filter((item): item is string => typeof item === "string")}
      target={isTeam ? "team" : (fieldCatalog.targetEntity(field) ?? "")}
      disabled={disabled}
      onChange={(ids) => onChange(ids.length === 0 ? null : ids)}
    />
  );
}
