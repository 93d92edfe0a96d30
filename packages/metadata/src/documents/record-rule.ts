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

/** One thing that a rule does. */
export type RuleAction = FieldsAction | SetAction | OfferAction | MessageAction;

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
      return [action.field];
    case "refuse":
    case "warn":
      return action.field === undefined ? [] : [action.field];
  }
}
