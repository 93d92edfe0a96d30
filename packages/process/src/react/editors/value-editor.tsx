import type { Expression, Value } from "@mortise/expression";
import { fieldCatalog } from "@mortise/fields";
import { FieldEditor, FormulaInput, type SettingSources, useFieldOptions } from "@mortise/fields/react";
import { isPlainObject, type Json } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Select } from "antd";
import { text } from "./text.ts";

type Mode = "fixed" | "copy" | "now" | "me" | "formula" | "empty";

/** Props of `ValueEditor`. */
export interface ValueEditorProps {
  /** The field to be set: decides which values fit. */
  readonly field: FieldDefinition;
  readonly sources: SettingSources;
  readonly value: Expression;
  readonly disabled: boolean;
  readonly onChange: (value: Expression) => void;
}

function variableOf(value: Expression): string | undefined {
  return isPlainObject(value) && typeof value["var"] === "string" ? value["var"] : undefined;
}

function modeOf(value: Expression): Mode {
  const variable = variableOf(value);
  if (variable === "$now" || variable === "$today") return "now";
  if (variable === "$user") return "me";
  if (variable !== undefined) return "copy";
  return isPlainObject(value) ? "formula" : "fixed";
}

/** Edits what a field is set to: a value, a field of the record, the time, the person, or a formula. */
export function ValueEditor({ field, sources, value, disabled, onChange }: ValueEditorProps) {
  const t = useText(text);
  const kind = fieldCatalog.kindOf(field);
  const mode = modeOf(value);
  const same = sources.fields.filter((candidate) => fieldCatalog.kindOf(candidate) === kind);
  const choice = useFieldOptions(same);
  const moment = kind === "date" ? { var: "$today" } : { var: "$now" };
  const choose = (next: Mode): void => onChange(START[next](moment, same[0]?.id));
  const modes: readonly Mode[] = [
    "fixed",
    ...(same.length > 0 ? (["copy"] as const) : []),
    ...(kind === "datetime" || kind === "date" ? (["now"] as const) : []),
    ...(kind === "user" ? (["me"] as const) : []),
    "formula",
  ];
  return (
    <div className="flow-value">
      <Select<Mode>
        size="small"
        value={mode}
        disabled={disabled}
        options={modes.map((id) => ({ value: id, label: t[id] }))}
        onChange={(next) => choose(next)}
      />
      {mode === "fixed" ? (
        // Literals of an expression are values; lists of keys are lists of texts.
        <FieldEditor
          field={field}
          // What a flow keeps for a field is a value, and values are JSON.
          value={value as Value}
          disabled={disabled}
          size="small"
          // Likewise.
          onChange={(next) => onChange(next as Json)}
        />
      ) : null}
      {mode === "copy" ? (
        <Select
          size="small"
          aria-label={t.chooseField}
          value={variableOf(value) ?? null}
          disabled={disabled}
          showSearch={{ optionFilterProp: "label" }}
          popupMatchSelectWidth={false}
          {...choice}
          onChange={(id) => onChange({ var: id ?? "" })}
        />
      ) : null}
      {mode === "formula" ? (
        <FormulaInput
          fields={sources.fields}
          value={value}
          disabled={disabled}
          onChange={(next) => onChange(next ?? null)}
        />
      ) : null}
    </div>
  );
}

/** The first value of each way. */
const START: Readonly<Record<Mode, (moment: Expression, field: string | undefined) => Expression>> = {
  fixed: () => null,
  empty: () => null,
  copy: (_moment, field) => ({ var: field ?? "" }),
  now: (moment) => moment,
  me: () => ({ var: "$user" }),
  formula: (_moment, field) => ({ coalesce: [field === undefined ? null : { var: field }, null] }),
};
