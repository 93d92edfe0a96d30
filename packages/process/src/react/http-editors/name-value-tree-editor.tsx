import { PlusOutlined } from "@ant-design/icons";
import type { SettingControlProps } from "@mortise/fields/react";
import type { JsonObject } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Input, Segmented, Select } from "antd";
import type { ReactNode } from "react";
import { objectsIn, removeAt, replaceAt } from "../editors/json-list.ts";
import { useNodeScope } from "../editors/node-scope.ts";
import { SortedItem } from "../editors/sorted-item.tsx";
import { hostIn } from "./allowed-host.ts";
import { SecretSelect } from "./secret-select.tsx";
import { SlotInput } from "./slot-input.tsx";
import { text } from "./text.ts";

const KINDS = {
  text: text.words,
  field: text.field,
  shown: text.shown,
  number: text.number,
  flag: text.flag,
  group: text.group,
  list: text.list,
  secret: text.secret,
} as const;
type Kind = keyof typeof KINDS;

/** What a row begins with when its kind is chosen. */
const START: Readonly<Record<Kind, JsonObject>> = {
  text: { text: "" },
  field: { field: "" },
  shown: { field: "" },
  number: { text: "" },
  flag: { flag: true },
  group: { items: [] },
  list: { items: [] },
  secret: { secret: "" },
};

/** Edits a tree of names and values: what a body in JSON holds, without anybody having to write JSON. */
export function NameValueTreeEditor({
  spec,
  value,
  onChange,
  sources,
  disabled = false,
}: SettingControlProps) {
  const localize = useLocalize();
  return (
    <div role="group" aria-label={localize(spec.name)}>
      <Branch
        rows={objectsIn(value)}
        isNamed
        fields={sources.fields}
        disabled={disabled}
        onChange={(rows) => onChange([...rows])}
      />
    </div>
  );
}

interface BranchProps {
  readonly rows: readonly JsonObject[];
  /** Whether rows have names; those of a list do not. */
  readonly isNamed: boolean;
  readonly fields: readonly FieldDefinition[];
  readonly disabled: boolean;
  readonly onChange: (rows: readonly JsonObject[]) => void;
}

function Branch({ rows, isNamed, fields, disabled, onChange }: BranchProps) {
  const t = useText(text);
  const localize = useLocalize();
  return (
    <div className="flow-list">
      {rows.map((row, index) => {
        const kind = kindOf(row);
        const put = (next: JsonObject): void => onChange(replaceAt(rows, index, next));
        return (
          <SortedItem
            // Rows carry no id; every control in them is controlled.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            head={
              <div className="flow-tree-head">
                {isNamed ? (
                  <Input
                    size="small"
                    aria-label={t.name}
                    placeholder={t.name}
                    value={String(row["name"] ?? "")}
                    disabled={disabled}
                    onChange={({ target }) => put({ ...row, name: target.value })}
                  />
                ) : (
                  <span>{index + 1}</span>
                )}
                <Select<Kind>
                  size="small"
                  aria-label={t.kind}
                  popupMatchSelectWidth={false}
                  value={kind}
                  disabled={disabled}
                  options={Object.entries(KINDS).map(([id, name]) => ({
                    // The keys of the table are its kinds.
                    value: id as Kind,
                    label: localize(name),
                  }))}
                  onChange={(next) => put({ ...named(row, isNamed), type: next, ...START[next ?? "text"] })}
                />
              </div>
            }
            onRemove={() => onChange(removeAt(rows, index))}
          >
            <RowValue row={row} kind={kind} fields={fields} disabled={disabled} onChange={put} />
          </SortedItem>
        );
      })}
      <Button
        icon={<PlusOutlined />}
        size="small"
        disabled={disabled}
        onClick={() => onChange([...rows, { ...(isNamed ? { name: "" } : {}), type: "text", text: "" }])}
      >
        {isNamed ? t.addRow : t.addInside}
      </Button>
    </div>
  );
}

function named(row: JsonObject, isNamed: boolean): JsonObject {
  return isNamed ? { name: row["name"] ?? "" } : {};
}

function kindOf(row: JsonObject): Kind {
  const type = row["type"];
  // Only keys of the table pass.
  return typeof type === "string" && Object.hasOwn(KINDS, type) ? (type as Kind) : "text";
}

interface RowValueProps {
  readonly row: JsonObject;
  readonly kind: Kind;
  readonly fields: readonly FieldDefinition[];
  readonly disabled: boolean;
  readonly onChange: (row: JsonObject) => void;
}

type ShowValue = (props: RowValueProps & { readonly label: string }) => ReactNode;

const VALUES: Readonly<Record<Kind, ShowValue>> = {
  text: (props) => <WrittenValue {...props} />,
  number: (props) => <WrittenValue {...props} />,
  field: (props) => <FieldValue {...props} />,
  shown: (props) => <FieldValue {...props} />,
  flag: (props) => <FlagValue {...props} />,
  group: (props) => <InnerRows {...props} isNamed />,
  list: (props) => <InnerRows {...props} isNamed={false} />,
  secret: (props) => <SecretValue {...props} />,
};

function RowValue(props: RowValueProps) {
  const t = useText(text);
  const label = `${t.value} ${String(props.row["name"] ?? "")}`.trim();
  return VALUES[props.kind]({ ...props, label });
}

type ValueProps = RowValueProps & { readonly label: string };

function WrittenValue({ row, label, fields, disabled, onChange }: ValueProps) {
  return (
    <SlotInput
      label={label}
      value={String(row["text"] ?? "")}
      fields={fields}
      disabled={disabled}
      onChange={(next) => onChange({ ...row, text: next })}
    />
  );
}

function FieldValue({ row, label, fields, disabled, onChange }: ValueProps) {
  const t = useText(text);
  const localize = useLocalize();
  return (
    <Select
      size="small"
      style={{ width: "100%" }}
      aria-label={label}
      placeholder={t.chooseField}
      showSearch={{ optionFilterProp: "label" }}
      value={row["field"] ? String(row["field"]) : null}
      disabled={disabled}
      options={fields.map(({ id, name }) => ({ value: id, label: localize(name) }))}
      onChange={(field) => onChange({ ...row, field: field ?? "" })}
    />
  );
}

function FlagValue({ row, label, disabled, onChange }: ValueProps) {
  const t = useText(text);
  return (
    <Segmented
      size="small"
      aria-label={label}
      value={row["flag"] === true ? "yes" : "no"}
      disabled={disabled}
      options={[
        { value: "yes", label: t.yes },
        { value: "no", label: t.no },
      ]}
      onChange={(flag) => onChange({ ...row, flag: flag === "yes" })}
    />
  );
}

function SecretValue({ row, disabled, onChange }: ValueProps) {
  const { settings } = useNodeScope();
  return (
    <SecretSelect
      value={String(row["secret"] ?? "")}
      host={hostIn(String(settings["address"] ?? ""))}
      disabled={disabled}
      onChange={(secret) => onChange({ ...row, secret })}
    />
  );
}

function InnerRows({ row, isNamed, fields, disabled, onChange }: ValueProps & Pick<BranchProps, "isNamed">) {
  return (
    <Branch
      rows={objectsIn(row["items"])}
      isNamed={isNamed}
      fields={fields}
      disabled={disabled}
      onChange={(items) => onChange({ ...row, items: [...items] })}
    />
  );
}
