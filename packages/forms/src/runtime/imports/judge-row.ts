import type { RecordEnvironmentOptions, Value } from "@mortise/expression";
import { fillDefaults } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import { type FormLogic, stepForm } from "../../model/logic/form-logic.ts";

type Values = Readonly<Record<string, Value>>;

/** What the rules of the entity say of a row that would become a record. */
export interface Judgement {
  /** Fields that are not asked for: hidden ones, and those that a data linkage will fill in. */
  readonly hidden: ReadonlySet<string>;
  readonly complaints: readonly { readonly field: string | null; readonly message: LocalizedText }[];
}

/** Foretells what the gateway will say of a new record: a check writes nothing, so nobody else would. */
export type JudgeRow = (values: Values) => Judgement;

/** Makes the judge for the records of one entity. */
export function rowJudge(logic: FormLogic, moment: RecordEnvironmentOptions): JudgeRow {
  return (row) => {
    const filled = { ...row };
    fillDefaults(logic.record, filled, () => moment);
    const given = new Set(Object.keys(row));
    const { values, state, pending } = stepForm(logic, { values: filled, given }, moment);
    const refusals = state.messages
      .filter(({ level }) => level === "refuse")
      .map(({ field = null, message }) => ({ field, message }));
    // What a data linkage will fill in, only writing finds out.
    const missing = [...state.required].filter(
      (field) => (values[field] ?? null) === null && !pending.has(field),
    );
    return {
      hidden: new Set([...state.hidden, ...pending]),
      complaints: [...missing.map((field) => ({ field, message: needed })), ...refusals],
    };
  };
}

const needed: LocalizedText = { zh: "按表单规则必填", en: "A form rule requires it" };
