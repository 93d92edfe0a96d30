import type { Expression } from "@mortise/expression";
import type { Json } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { Checkbox } from "antd";
import { useEffect, useRef, useState } from "react";
import { type ConditionOperator, readPath, variable } from "../condition/condition-operator.ts";
import type { ConditionRow } from "../condition/condition-tree.ts";
import { quickCondition, quickOperator, readQuickRow, spanOf, spanRow } from "../condition/quick-row.ts";
import { fieldCatalog } from "../field-catalog.ts";
import { findFieldType } from "../registry.ts";
import { ConditionOperand } from "./condition-operand.tsx";
import { useFieldText } from "./field-services.ts";
import { OptionTag } from "./option-tag.tsx";
import { text } from "./text.ts";

/** What is typed is looked for once one pauses; what is chosen, at once. */
const PAUSE_MS = 350;
/** So many options stand one below the other; more are searched in a list. */
const MOST_BOXES = 12;

interface QuickFilterProps {
  readonly field: FieldDefinition;
  /** What narrows the list by the field now. */
  readonly value: Expression | undefined;
  readonly onChange: (condition: Expression | undefined) => void;
}

/** Narrows a list by one field: options to tick, a stretch of time, a span, a word, people. */
export function QuickFilter({ field, value, onChange }: QuickFilterProps) {
  const operator = quickOperator(field);
  const { row, put } = useDraftRow(field, value, onChange);
  if (!operator) return null;
  const props = { field, operator, row, put };
  return <div style={{ display: "grid", gap: 10, minWidth: 200 }}>{controlOf(props)}</div>;
}

interface ControlProps {
  readonly field: FieldDefinition;
  readonly operator: ConditionOperator;
  readonly row: ConditionRow | undefined;
  readonly put: (row: ConditionRow | undefined, pause?: number) => void;
}

function controlOf(props: ControlProps) {
  const { field, operator } = props;
  const { operand } = operator;
  if (operand === "period") return <TimeControl {...props} />;
  if (operand === "range") return <SpanControl {...props} />;
  if (operand !== "list") return <Operand {...props} pause={operand === "text" ? PAUSE_MS : 0} />;
  const options = findFieldType(field.type)?.options?.(field) ?? [];
  if (options.length > 0 && options.length <= MOST_BOXES) return <OptionBoxes {...props} />;
  return fieldCatalog.kindOf(field) === "user" ? <PeopleControl {...props} /> : <Operand {...props} />;
}

/** What is on screen, and handed up a moment later: a page is not asked for at each key. */
function useDraftRow(
  field: FieldDefinition,
  value: Expression | undefined,
  onChange: (condition: Expression | undefined) => void,
) {
  const built = JSON.stringify(value);
  const [draft, setDraft] = useState({ row: readQuickRow(field, value), built, before: built });
  const waiting = useRef<{ readonly timer: ReturnType<typeof setTimeout>; readonly send: () => void }>(
    undefined,
  );
  useEffect(
    () => () => {
      // What was typed last holds, also when the panel is closed at once.
      if (!waiting.current) return;
      clearTimeout(waiting.current.timer);
      waiting.current.send();
    },
    [],
  );
  // What was put counts until the list is narrowed by it, or by something else.
  const isOwn = built === draft.built || built === draft.before;
  const row = isOwn ? draft.row : readQuickRow(field, value);
  const put = (next: ConditionRow | undefined, pause = 0): void => {
    const condition = quickCondition(field, next);
    setDraft({ row: next, built: JSON.stringify(condition), before: built });
    clearTimeout(waiting.current?.timer);
    const send = (): void => {
      waiting.current = undefined;
      onChange(condition);
    };
    if (pause === 0) send();
    else waiting.current = { timer: setTimeout(send, pause), send };
  };
  return { row, put };
}

/** The row of an operator with a value; none without one. */
function rowWith(field: FieldDefinition, operator: string, value: Json): ConditionRow | undefined {
  const isNothing = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  return isNothing ? undefined : { type: "row", path: field.id, operator, value };
}

function Operand({ field, operator, row, put, pause = 0 }: ControlProps & { readonly pause?: number }) {
  return (
    <ConditionOperand
      field={field}
      operand={operator.operand}
      value={row?.operator === operator.id ? row.value : null}
      disabled={false}
      allowCurrentUser={false}
      onChange={(value) => put(rowWith(field, operator.id, value), pause)}
    />
  );
}

function OptionBoxes({ field, operator, row, put }: ControlProps) {
  const options = findFieldType(field.type)?.options?.(field) ?? [];
  const chosen = Array.isArray(row?.value) ? row.value.map(String) : [];
  const offered = options.filter(({ key, disabled }) => !disabled || chosen.includes(key));
  return (
    <Checkbox.Group
      style={{ display: "grid", gap: 8 }}
      value={chosen}
      onChange={(keys) => put(rowWith(field, operator.id, keys.map(String)))}
      options={offered.map((option) => ({
        value: option.key,
        label: <OptionTag option={option} optionKey={option.key} />,
      }))}
    />
  );
}

function PeopleControl(props: ControlProps) {
  const { field, row, put } = props;
  const say = useFieldText();
  const isMine = row?.operator === "is" && readPath(row.value) === "$user";
  return (
    <>
      <Checkbox
        checked={isMine}
        onChange={({ target }) => put(target.checked ? rowWith(field, "is", variable("$user")) : undefined)}
      >
        {say(text.onlyMine)}
      </Checkbox>
      {isMine ? null : <Operand {...props} />}
    </>
  );
}

function TimeControl(props: ControlProps) {
  const say = useFieldText();
  return (
    <>
      <Operand {...props} />
      <span style={{ opacity: 0.65, fontSize: 13 }}>{say(text.orFromTo)}</span>
      <SpanControl {...props} />
    </>
  );
}

function SpanControl({ field, row, put }: ControlProps) {
  const span = spanOf(row);
  return (
    <ConditionOperand
      field={field}
      operand="range"
      value={[...span]}
      disabled={false}
      allowCurrentUser={false}
      onChange={(value) => {
        // The range control hands up a pair of JSON values.
        const [from = null, to = null] = Array.isArray(value) ? (value as readonly Json[]) : [];
        put(spanRow(field, [from, to]), PAUSE_MS);
      }}
    />
  );
}
