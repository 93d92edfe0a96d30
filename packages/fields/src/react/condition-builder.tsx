import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Expression, ValueKind } from "@mortise/expression";
import type { FieldDefinition } from "@mortise/metadata";
import { Button, Segmented, Space } from "antd";
import { useMemo, useState } from "react";
import { fieldAtPath, type FieldsOf } from "../condition/condition-paths.ts";
import {
  buildCondition,
  type ConditionGroup,
  type ConditionItem,
  type ConditionRow,
  readCondition,
} from "../condition/condition-tree.ts";
import { fieldOperators } from "../condition/operators.ts";
import { fieldCatalog } from "../field-catalog.ts";
import { ConditionRowEditor } from "./condition-row.tsx";
import { useFieldText } from "./field-services.ts";
import { text } from "./text.ts";
import { useRowKeys } from "./use-row-keys.ts";

/** Props of `ConditionBuilder`. `fields` may include system fields given as field definitions (owner, created_at). */
export interface ConditionBuilderProps {
  readonly fields: readonly FieldDefinition[];
  readonly value?: Expression;
  /** The condition as far as it is complete; undefined when there is none. */
  readonly onChange: (value: Expression | undefined) => void;
  readonly disabled?: boolean | undefined;
  /** Offers 当前用户 for people. On unless switched off. */
  readonly allowCurrentUser?: boolean;
  /** Offers comparisons with all records below one in a tree: where the database answers. On unless switched off. */
  readonly recordTrees?: boolean | undefined;
  /**
   * The fields of an entity that may be compared behind a reference (客户 › 地区): where the database answers. Only the
   * record's own fields are offered when not given.
   */
  readonly fieldsOf?: FieldsOf | undefined;
}

const DEEPEST = 3;

/** Edits a condition as sentences: rows of field, comparison and value in nested 且 / 或 groups. */
export function ConditionBuilder({
  fields,
  value,
  onChange,
  disabled = false,
  allowCurrentUser = true,
  recordTrees = true,
  fieldsOf,
}: ConditionBuilderProps) {
  const say = useFieldText();
  const kindOf = (path: string): ValueKind | undefined => {
    const field = fieldAtPath(path, fields, fieldsOf);
    return field && fieldCatalog.kindOf(field);
  };
  const [draft, setDraft] = useState(() => ({
    group: readCondition(value, kindOf),
    built: JSON.stringify(value),
  }));
  const isForeign = draft.built !== JSON.stringify(value);
  // Rows without a value are not part of the expression; they live in the draft until the value changes from outside.
  const group = isForeign ? readCondition(value, kindOf) : draft.group;
  const change = (next: ConditionGroup): void => {
    const built = buildCondition(next, kindOf);
    setDraft({ group: next, built: JSON.stringify(built) });
    onChange(built);
  };
  const usable = useMemo(
    () => fields.filter((field) => fieldOperators(fieldCatalog.kindOf(field)).length > 0),
    [fields],
  );
  return (
    <div>
      {group.items.length === 0 ? (
        <div style={{ opacity: 0.6, marginBottom: 8 }}>{say(text.noConditions)}</div>
      ) : null}
      <GroupEditor
        group={group}
        depth={1}
        fields={usable}
        disabled={disabled}
        allowCurrentUser={allowCurrentUser}
        recordTrees={recordTrees}
        fieldsOf={fieldsOf}
        onChange={change}
      />
    </div>
  );
}

interface GroupEditorProps {
  readonly group: ConditionGroup;
  readonly depth: number;
  readonly fields: readonly FieldDefinition[];
  readonly disabled: boolean;
  readonly allowCurrentUser: boolean;
  readonly recordTrees: boolean;
  readonly fieldsOf: FieldsOf | undefined;
  readonly onChange: (group: ConditionGroup) => void;
}

function GroupEditor(props: GroupEditorProps) {
  const { group, depth, disabled, onChange } = props;
  const say = useFieldText();
  const keys = useRowKeys(group.items.length);
  const setItems = (items: readonly ConditionItem[]): void => onChange({ ...group, items });
  const remove = (index: number): void => {
    keys.remove(index);
    setItems(group.items.filter((_item, at) => at !== index));
  };
  return (
    <div style={depth > 1 ? { borderInlineStart: "3px solid rgba(0,0,0,.1)", paddingInlineStart: 10 } : {}}>
      {group.items.length > 1 ? <JoinSwitch {...props} /> : null}
      {group.items.map((item, index) => (
        <div
          key={keys.at(index)}
          style={{ display: "flex", gap: 6, alignItems: "flex-start", marginBottom: 8 }}
        >
          <div style={{ flex: 1, minWidth: 0 }}>
            <ItemEditor {...props} item={item} onItem={(next) => setItems(group.items.with(index, next))} />
          </div>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={say(text.remove)}
            disabled={disabled}
            onClick={() => remove(index)}
          />
        </div>
      ))}
      <Adders {...props} onAdd={(item) => setItems([...group.items, item])} />
    </div>
  );
}

function JoinSwitch({ group, disabled, onChange }: GroupEditorProps) {
  const say = useFieldText();
  return (
    <Segmented
      size="small"
      value={group.join}
      disabled={disabled}
      options={[
        { value: "and", label: say(text.allOf) },
        { value: "or", label: say(text.anyOf) },
      ]}
      style={{ marginBottom: 8 }}
      onChange={(join) => onChange({ ...group, join: join === "or" ? "or" : "and" })}
    />
  );
}

function Adders({
  group,
  depth,
  fields,
  disabled,
  onAdd,
}: GroupEditorProps & { readonly onAdd: (item: ConditionItem) => void }) {
  const say = useFieldText();
  const [first] = fields;
  if (!first) return null;
  return (
    <Space wrap>
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined />}
        disabled={disabled}
        onClick={() => onAdd(newRow(first))}
      >
        {say(text.addCondition)}
      </Button>
      {depth < DEEPEST ? (
        <Button
          type="link"
          size="small"
          disabled={disabled}
          onClick={() => onAdd(newGroup(first, group.join))}
        >
          {say(text.addGroup)}
        </Button>
      ) : null}
    </Space>
  );
}

interface ItemEditorProps extends GroupEditorProps {
  readonly item: ConditionItem;
  readonly onItem: (item: ConditionItem) => void;
}

function ItemEditor({ item, onItem, ...props }: ItemEditorProps) {
  const say = useFieldText();
  if (item.type === "raw") return <span style={{ opacity: 0.7 }}>{say(text.advanced)}</span>;
  if (item.type === "group")
    return <GroupEditor {...props} group={item} depth={props.depth + 1} onChange={onItem} />;
  return (
    <ConditionRowEditor
      row={item}
      fields={props.fields}
      disabled={props.disabled}
      allowCurrentUser={props.allowCurrentUser}
      recordTrees={props.recordTrees}
      fieldsOf={props.fieldsOf}
      onChange={onItem}
    />
  );
}

/** A row on a field with the first comparison that fits it. */
export function newRow(field: FieldDefinition): ConditionRow {
  const [operator] = fieldOperators(fieldCatalog.kindOf(field));
  return { type: "row", path: field.id, operator: operator?.id ?? "notEmpty", value: null };
}

function newGroup(field: FieldDefinition, join: "and" | "or"): ConditionGroup {
  return { type: "group", join: join === "and" ? "or" : "and", items: [newRow(field)] };
}
