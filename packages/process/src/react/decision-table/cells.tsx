import type { Value } from "@mortise/expression";
import { division, fieldCatalog, findRegion } from "@mortise/fields";
import { ConditionOperand, FieldEditor } from "@mortise/fields/react";
import { isPlainObject, type Json } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { isRanged } from "../../model/decision-table/table.ts";
import { text } from "./text.ts";

/** Props of the control of one cell; `undefined` takes anything. */
export interface CellProps {
  readonly field: FieldDefinition;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

const CHOSEN: ReadonlySet<string> = new Set(["option", "user", "team", "reference"]);

/** Which values of a field a row takes. */
export function ConditionCell(props: CellProps) {
  const kind = fieldCatalog.kindOf(props.field);
  if (isRanged(kind)) return <RangeCell {...props} />;
  if (kind === "boolean") return <YesNoCell {...props} />;
  if (kind === "region") return <TypedCell {...props} read={findRegion} say={regionName} />;
  if (!CHOSEN.has(kind)) return <TypedCell {...props} read={(typed) => typed} say={undefined} />;
  const { field, value, onChange } = props;
  return (
    <ConditionOperand
      field={field}
      operand="list"
      value={value ?? null}
      disabled={false}
      allowCurrentUser={false}
      onChange={(next) => onChange(Array.isArray(next) && next.length > 0 ? next : undefined)}
    />
  );
}

/** What a row gives in one column. */
export function ResultCell({ field, value, onChange }: CellProps) {
  return (
    <FieldEditor
      field={field}
      size="small"
      // Results are values of fields, and values are JSON.
      value={(value ?? null) as Value}
      disabled={false}
      // Likewise.
      onChange={(next) => onChange(next === null ? undefined : (next as Json))}
    />
  );
}

function RangeCell({ field, value, onChange }: CellProps) {
  const t = useText(text);
  const range = isPlainObject(value) ? value : {};
  const bound = (side: "from" | "to") => (
    <label className="flow-table-bound">
      <span>{t[side]}</span>
      <FieldEditor
        field={{ ...field, required: false, readOnly: false }}
        size="small"
        value={typeof range[side] === "string" ? range[side] : null}
        disabled={false}
        onChange={(next) => {
          const { [side]: _old, ...rest } = range;
          const changed = typeof next === "string" && next !== "" ? { ...rest, [side]: next } : rest;
          onChange(Object.keys(changed).length > 0 ? changed : undefined);
        }}
      />
    </label>
  );
  return (
    <div>
      {bound("from")}
      {bound("to")}
    </div>
  );
}

function YesNoCell({ value, onChange }: CellProps) {
  const t = useText(text);
  return (
    <Select<string>
      size="small"
      allowClear
      placeholder={t.any}
      value={Array.isArray(value) && typeof value[0] === "string" ? value[0] : null}
      options={[
        { value: "true", label: t.yes },
        { value: "false", label: t.no },
      ]}
      style={{ width: "100%" }}
      onChange={(next) => onChange(typeof next === "string" ? [next] : undefined)}
    />
  );
}

/** Values that are typed: what cannot be read is not taken. */
function TypedCell({
  value,
  onChange,
  read,
  say,
}: CellProps & {
  readonly read: (typed: string) => string | undefined;
  readonly say: ((value: string) => { readonly zh: string; readonly en: string } | undefined) | undefined;
}) {
  const t = useText(text);
  const localize = useLocalize();
  const values = Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  return (
    <Select<string[]>
      mode="tags"
      size="small"
      open={false}
      suffixIcon={null}
      placeholder={t.any}
      value={values}
      tokenSeparators={["、", "，", ",", ";"]}
      options={values.map((item) => ({ value: item, label: localize(say?.(item)) || item }))}
      style={{ width: "100%", minWidth: 110 }}
      onChange={(typed) => {
        const next = [
          ...new Set(typed.flatMap((one) => (values.includes(one) ? one : (read(one.trim()) ?? [])))),
        ];
        onChange(next.length > 0 ? next : undefined);
      }}
    />
  );
}

/** What a region is called. */
export function regionName(code: string): { readonly zh: string; readonly en: string } | undefined {
  return division(code);
}
