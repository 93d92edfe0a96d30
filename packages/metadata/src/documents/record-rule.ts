import type { Expression } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";

/** Fields that are hidden, shown, required or locked while the rule's condition holds. */
export interface FieldsAction {
  /**
   * `hide`: not on the form and not asked for; the value stays. `show`: on the form only while some rule shows it.
   * `require`: must have a value. `lock`: people cannot change it.
   */
  readonly type: "hide" | "show" | "require" | "lock";
  readonly fields: readonly string[];
  /** With `require`: also while another rule hides the field. */
  readonly evenHidden?: boolean;
}

/** Gives a field a value at the moment the condition comes to hold; what the same write names itself stays. */
export interface SetAction {
  readonly type: "set";
  readonly field: string;
  readonly value: Expression;
}

/** Leaves only some options of a choice field to choose from. */
export interface OfferAction {
  readonly type: "offer";
  readonly field: string;
  readonly options: readonly string[];
}

/** Says something: `refuse` keeps the record from being saved, `warn` asks to go on. */
export interface MessageAction {
  readonly type: "refuse" | "warn";
  readonly message: LocalizedText;
  /** The field it stands at; the form as a whole when absent. */
  readonly field?: string;
}

/** A field of another entity that must hold a value of the form: 客户 = the customer chosen here. */
export interface RecordMatch {
  /** A field or system field of the other entity. */
  readonly field: string;
  /** An expression over the form. */
  readonly value: Expression;
}

/** What is worked out over all records that match. */
export type FillTotal = "count" | "sum" | "avg" | "min" | "max";

/** A field with the field of the other entity that its value comes from. */
export interface FillValue {
  readonly field: string;
  /** Absent with `count`. */
  readonly from?: string;
  /** Over all records that match; of the one that counts when absent. */
  readonly total?: FillTotal;
}

/**
 * Data linkage: fills fields from the records of another entity that match, at the moment the condition comes to hold
 * and whenever what is matched changes. Without a record that matches the fields become empty; what the same write
 * names itself stays, and so does what the writer may not read over there.
 */
export interface FillAction {
  readonly type: "fill";
  readonly entity: string;
  readonly match: readonly RecordMatch[];
  /** Which record counts when several match; by `order`, or by when they were made. */
  readonly take: "first" | "last";
  readonly order?: string;
  readonly values: readonly FillValue[];
  /** A sub-table field: each record that matches becomes a row, and `values` name the fields of the rows. */
  readonly rows?: string;
}

/** Leaves only those records to choose from that match: the contacts of the chosen company. What is matched with nothing limits nothing. */
export interface NarrowAction {
  readonly type: "narrow";
  /** A field of one or several references. */
  readonly field: string;
  readonly match: readonly RecordMatch[];
}

/**
 * Entry and exit criteria of a stage 准入/准出: keeps a choice field from coming to some options, or from leaving them,
 * until all the fields are filled; without fields as long as the rule holds.
 */
export interface GateAction {
  readonly type: "gate";
  /** A stage, or another field of one option. */
  readonly field: string;
  readonly move: "enter" | "leave";
  readonly options: readonly string[];
  readonly fields: readonly string[];
  /** Said in place of the fields that are missing. */
  readonly message?: LocalizedText;
}

/** One thing that a rule does. */
export type RuleAction =
  | FieldsAction
  | SetAction
  | OfferAction
  | FillAction
  | NarrowAction
  | GateAction
  | MessageAction;

/** The fields that an action gives values to. */
export function fieldsFilledBy(action: RuleAction): readonly string[] {
  if (action.type === "set") return [action.field];
  if (action.type !== "fill") return [];
  return action.rows === undefined ? action.values.map(({ field }) => field) : [action.rows];
}

/** The kind of a rule's action. */
export type RuleActionType = RuleAction["type"];

/**
 * Logic of a form as a sentence: 当 阶段 是 方案报价，必填 预计金额. It belongs to the entity, so that it holds in the browser
 * and on every write: API, import, flow and public form.
 */
export interface RecordRule {
  readonly id: string;
  readonly name?: LocalizedText;
  readonly when: Expression;
  readonly actions: readonly RuleAction[];
  readonly disabled?: boolean;
}

/** The fields that an action names. */
export function fieldsOfAction(action: RuleAction): readonly string[] {
  switch (action.type) {
    case "hide":
    case "show":
    case "require":
    case "lock":
      return action.fields;
    case "set":
    case "offer":
    case "narrow":
      return [action.field];
    case "fill":
      return fieldsFilledBy(action);
    case "gate":
      return [action.field, ...action.fields];
    case "refuse":
    case "warn":
      return action.field === undefined ? [] : [action.field];
  }
}
