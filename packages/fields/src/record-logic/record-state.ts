import type { Environment, Expression, Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { GateAction } from "@mortise/metadata";
import type { CompiledRule } from "./compiled-rule.ts";
import type { RecordLogic } from "./record-logic.ts";

/** Something that a rule has to say about a record. */
export interface RuleMessage {
  readonly rule: string;
  readonly level: "refuse" | "warn";
  readonly message: LocalizedText;
  /** The field it stands at; the form as a whole when absent. */
  readonly field?: string;
}

/** What the rules of an entity make of a record's values. */
export interface RecordState {
  /** Ids of the rules whose conditions hold. */
  readonly holding: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  /** Required by a rule and not hidden, or required though hidden. */
  readonly required: ReadonlySet<string>;
  /** Locked fields with the rule that locks them first. */
  readonly locked: ReadonlyMap<string, string>;
  /** The options that are left of choice fields. */
  readonly offered: ReadonlyMap<string, ReadonlySet<string>>;
  /** By field of references: what the records that are left to choose from have to match. */
  readonly narrowed: ReadonlyMap<string, readonly NarrowedBy[]>;
  /** Entry and exit criteria that are in force. */
  readonly gates: readonly GateAction[];
  readonly messages: readonly RuleMessage[];
}

/** A field of the other entity with the value that it must have. */
export interface NarrowedBy {
  readonly field: string;
  readonly value: Value;
}

/** The condition that records have to meet; undefined when nothing is asked of them. */
export function narrowingCondition(
  narrowed: readonly NarrowedBy[] | undefined,
  beside?: Expression,
): Expression | undefined {
  const parts: readonly Expression[] = [
    ...(beside === undefined || beside === null ? [] : [beside]),
    // The values that are matched are single: texts, numbers, ids.
    ...(narrowed ?? []).map(({ field, value }): Expression => ({
      "==": [{ var: field }, value as Expression],
    })),
  ];
  return parts.length > 1 ? { and: parts } : parts[0];
}

/** The ids of the rules that hold. */
export function holdingRules(logic: RecordLogic, environment: Environment): ReadonlySet<string> {
  return new Set(logic.rules.filter(({ when }) => when.test(environment)).map(({ rule }) => rule.id));
}

/** What the rules that hold come to together: hiding wins over showing, offers narrow each other. */
export function stateOf(
  logic: RecordLogic,
  holding: ReadonlySet<string>,
  environment: Environment | undefined,
): RecordState {
  const active = logic.rules.filter(({ rule }) => holding.has(rule.id));
  const shown = fieldsOf(active, "show");
  const hidden = fieldsOf(active, "hide");
  for (const field of logic.shownByRule) if (!shown.has(field)) hidden.add(field);
  const forced = fieldsOf(active, "require", true);
  const required = new Set([...fieldsOf(active, "require")].filter((field) => !hidden.has(field)));
  return {
    holding,
    hidden,
    required: new Set([...required, ...forced]),
    locked: lockedFields(active),
    offered: offeredOptions(active),
    narrowed: environment ? narrowedFields(active, environment) : new Map(),
    gates: active.flatMap(({ states }) => states.filter((action) => action.type === "gate")),
    messages: messagesOf(active),
  };
}

function narrowedFields(
  active: readonly CompiledRule[],
  environment: Environment,
): ReadonlyMap<string, readonly NarrowedBy[]> {
  const narrowed = new Map<string, NarrowedBy[]>();
  for (const { action, keys } of active.flatMap(({ narrows }) => narrows)) {
    const asked = action.match.flatMap(({ field }, index) => {
      const value = keys[index]?.evaluate(environment) ?? null;
      return value === null ? [] : [{ field, value }];
    });
    if (asked.length > 0) narrowed.set(action.field, [...(narrowed.get(action.field) ?? []), ...asked]);
  }
  return narrowed;
}

function fieldsOf(
  active: readonly CompiledRule[],
  type: "hide" | "show" | "require",
  isForced = false,
): Set<string> {
  return new Set(
    active.flatMap(({ states }) =>
      states.flatMap((action) =>
        action.type === type && (!isForced || action.evenHidden === true) ? action.fields : [],
      ),
    ),
  );
}

function lockedFields(active: readonly CompiledRule[]): ReadonlyMap<string, string> {
  const locked = new Map<string, string>();
  for (const { rule, states } of active) {
    for (const action of states) {
      if (action.type !== "lock") continue;
      for (const field of action.fields) if (!locked.has(field)) locked.set(field, rule.id);
    }
  }
  return locked;
}

function offeredOptions(active: readonly CompiledRule[]): ReadonlyMap<string, ReadonlySet<string>> {
  const offered = new Map<string, ReadonlySet<string>>();
  for (const action of active.flatMap(({ states }) => states)) {
    if (action.type !== "offer") continue;
    const before = offered.get(action.field);
    offered.set(
      action.field,
      new Set(action.options.filter((option) => before === undefined || before.has(option))),
    );
  }
  return offered;
}

function messagesOf(active: readonly CompiledRule[]): readonly RuleMessage[] {
  return active.flatMap(({ rule, states }) =>
    states.flatMap((action): readonly RuleMessage[] =>
      action.type === "refuse" || action.type === "warn"
        ? [
            {
              rule: rule.id,
              level: action.type,
              message: action.message,
              ...(action.field === undefined ? {} : { field: action.field }),
            },
          ]
        : [],
    ),
  );
}
