import { type Expression, parseFormula, printFormula } from "@mortise/expression";
import { localize } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { Input, Select } from "antd";
import { useState } from "react";
import { findFieldType } from "../registry.ts";
import { foldText } from "../text-cleaning.ts";
import { useFieldServices, useFieldText } from "./field-services.ts";
import { text } from "./text.ts";

/** Props of `FormulaInput`. */
export interface FormulaInputProps {
  readonly fields: readonly FieldDefinition[];
  readonly value?: Expression;
  /** Called with each formula that can be read; undefined when the line is empty. */
  readonly onChange: (value: Expression | undefined) => void;
  readonly disabled?: boolean | undefined;
  readonly id?: string;
}

/** A formula line such as `[数量] * [单价]`, with field names to insert and the first mistake below it. */
export function FormulaInput({ fields, value, onChange, disabled = false, id }: FormulaInputProps) {
  const { locale } = useFieldServices();
  const say = useFieldText();
  const [draft, setDraft] = useState<string>();
  const line = draft ?? (value === undefined ? "" : printed(value, fields, locale));
  const result = line.trim() === "" ? undefined : parseFormula(line, namesOf(fields));
  const change = (next: string): void => {
    setDraft(next);
    const parsed = next.trim() === "" ? undefined : parseFormula(next, namesOf(fields));
    if (parsed === undefined) onChange(undefined);
    else if (parsed.ok) onChange(parsed.expression);
  };
  const insert = (name: string): void =>
    change(`${line}${line === "" || line.endsWith(" ") ? "" : " "}[${name}]`);
  return (
    <div style={{ display: "grid", gap: 4 }}>
      <Input.TextArea
        {...(id === undefined ? {} : { id })}
        value={line}
        autoSize={{ minRows: 2, maxRows: 8 }}
        spellCheck={false}
        placeholder={say(text.formulaHint)}
        status={result?.ok === false ? "error" : ""}
        disabled={disabled}
        style={{ fontFamily: "ui-monospace, Menlo, Consolas, monospace" }}
        onChange={({ target }) => change(target.value)}
        onBlur={() => (result?.ok === false ? undefined : setDraft(undefined))}
      />
      <Select<string>
        size="small"
        value={null}
        placeholder={say(text.formulaFields)}
        disabled={disabled}
        showSearch={{ optionFilterProp: "label" }}
        options={fields.map((field) => {
          const name = localize(field.name, locale);
          return { value: name, label: name };
        })}
        onChange={insert}
      />
      {result?.ok === false ? (
        <div role="alert" style={{ color: "#a3232b", fontSize: 12 }}>
          {say(result.message)}
        </div>
      ) : null}
    </div>
  );
}

function namesOf(fields: readonly FieldDefinition[]): Parameters<typeof parseFormula>[1] {
  const find = (label: string): FieldDefinition | undefined => {
    const wanted = foldText(label);
    return fields.find(({ id, name }) =>
      [name.zh, name.en, id].some((candidate) => foldText(candidate) === wanted),
    );
  };
  return {
    resolve: (label) => find(label)?.id,
    option: (path, label) => {
      const field = fields.find((candidate) => candidate.id === path);
      const options = (field && findFieldType(field.type)?.options?.(field)) ?? [];
      const wanted = foldText(label);
      return options.find(({ name }) => foldText(name.zh) === wanted || foldText(name.en) === wanted)?.key;
    },
  };
}

function printed(value: Expression, fields: readonly FieldDefinition[], locale: "zh" | "en"): string {
  const byId = (path: string): FieldDefinition | undefined => fields.find((field) => field.id === path);
  return printFormula(
    value,
    {
      variable: (path) => byId(path)?.name,
      option: (path, key) => {
        const field = byId(path);
        const options = (field && findFieldType(field.type)?.options?.(field)) ?? [];
        return options.find((option) => option.key === key)?.name;
      },
    },
    locale,
  );
}
