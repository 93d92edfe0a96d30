import { variablesOf } from "@mortise/expression";
import { missing } from "../model/checks.ts";
import type { SettingProblem } from "../model/node-type.ts";
import type { Settings } from "../model/settings.ts";

/** A trigger that no change sets off has no values before a change: its condition may not ask for them. */
export function refuseFormerValues(settings: Settings): readonly SettingProblem[] {
  const when = settings.expression("when");
  const asks = when !== undefined && variablesOf(when).some((path) => path.startsWith("$old."));
  return asks ? [missing("when", NO_FORMER)] : [];
}

const NO_FORMER = {
  zh: "这种触发方式不是由修改引起的，条件里不能用“修改前”的值",
  en: "No change sets this flow off, so its condition cannot ask for values before a change",
};
