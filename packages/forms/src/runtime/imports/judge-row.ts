import { recordEnvironment, type RecordEnvironmentOptions, type Value } from "@mortise/expression";
import { CHINA_CALENDAR } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import type { Actor } from "@mortise/store";
import { type FormLogic, stepForm } from "../../model/logic/form-logic.ts";

type Values = Readonly<Record<string, Value>>;

/** What the rules of the entity say of a row that would become a record. */
export interface Judgement {
  /** Fields that are not asked for. */
  readonly hidden: ReadonlySet<string>;
  readonly complaints: readonly { readonly field: string | null; readonly message: LocalizedText }[];
}

/** Foretells what the gateway will say of a new record: a check writes nothing, so nobody else would. */
export type JudgeRow = (values: Values) => Judgement;

/** Makes the judge for the records of one entity. */
export function rowJudge(logic: FormLogic, actor: Actor, now: Date): JudgeRow {
  const moment: RecordEnvironmentOptions = {
    now,
    timeZone: actor.timeZone,
    calendar: CHINA_CALENDAR,
    teams: actor.teams,
    ...(actor.userId === null ? {} : { user: actor.userId }),
  };
  return (row) => {
    const given = new Set(Object.keys(row));
    const { values, state } = stepForm(logic, { values: withDefaults(logic, row, moment), given }, moment);
    const refusals = state.messages
      .filter(({ level }) => level === "refuse")
      .map(({ field = null, message }) => ({ field, message }));
    const missing = [...state.required].filter((field) => (values[field] ?? null) === null);
    return {
      hidden: state.hidden,
      complaints: [...missing.map((field) => ({ field, message: needed })), ...refusals],
    };
  };
}

const needed: LocalizedText = { zh: "按表单规则必填", en: "A form rule requires it" };

function withDefaults({ record }: FormLogic, row: Values, moment: RecordEnvironmentOptions): Values {
  const environment = recordEnvironment(row, moment);
  const defaults = record.defaults.flatMap(({ field, type, compiled }) => {
    if (Object.hasOwn(row, field.id)) return [];
    const result = type.parse(compiled.evaluate(environment), field);
    return result.ok ? [[field.id, result.value] as const] : [];
  });
  return defaults.length === 0 ? row : { ...row, ...Object.fromEntries(defaults) };
}
