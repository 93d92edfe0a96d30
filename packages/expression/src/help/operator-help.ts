import { localize, type Locale, type LocalizedText } from "@mortise/kit";
import { functionName } from "../formula/functions.ts";
import { parseFormula } from "../formula/parse-formula.ts";
import { printFormula } from "../formula/print-formula.ts";
import { OPERATOR_GROUPS, type OperatorGroup } from "../operators/index.ts";
import type { OperatorDefinition } from "../tree/node.ts";
import type { Value } from "../types.ts";
import { DATE_HELP } from "./date.ts";
import type { HelpRow } from "./help-row.ts";
import { LIST_HELP } from "./list.ts";
import { LOGIC_HELP } from "./logic.ts";
import { NUMBER_HELP } from "./number.ts";
import { ROW_HELP } from "./rows.ts";
import { sampleFinder, sampleNames } from "./sample-record.ts";
import { TEXT_HELP } from "./text.ts";

/** Help on every operator. */
export const HELP: readonly HelpRow[] = [
  ...LOGIC_HELP,
  ...NUMBER_HELP,
  ...TEXT_HELP,
  ...DATE_HELP,
  ...LIST_HELP,
  ...ROW_HELP,
];

const BY_ID = new Map(HELP.map((row) => [row[0], row]));

/** A function of the formula line as people look it up. */
export interface FunctionHelp {
  /** Id of the operator that it stands for. */
  readonly id: string;
  readonly group: OperatorGroup["id"];
  /** Name written in a formula, in each language; a sign for operators that stand between their operands. */
  readonly name: LocalizedText;
  /** Other names it answers to. */
  readonly aliases: readonly string[];
  /** Stands between its operands instead of in front of brackets. */
  readonly isSign: boolean;
  /** The arguments as they stand between the brackets. */
  readonly arguments: LocalizedText;
  readonly text: LocalizedText;
  /** An example over the sample record, in each language, and its result. */
  readonly example: { readonly formula: LocalizedText; readonly result: Value };
}

function exampleIn(formula: string, locale: Locale): string {
  const parsed = parseFormula(formula, sampleFinder);
  return parsed.ok ? printFormula(parsed.expression, sampleNames, locale) : formula;
}

function helpOn(operator: OperatorDefinition, group: OperatorGroup["id"]): FunctionHelp | undefined {
  const row = BY_ID.get(operator.id);
  if (!row) return undefined;
  const [id, argumentsZh, argumentsEn, zh, en, formula, result] = row;
  const sign = operator.formula?.infix?.sign;
  const name = (locale: Locale): string => sign ?? functionName(operator, locale) ?? id;
  const names = { zh: name("zh"), en: name("en") };
  const all = [...(operator.formula?.names ?? []), ...(operator.formula?.zh ?? [])];
  return {
    id,
    group,
    name: names,
    aliases: all.filter((alias) => alias !== names.zh && alias !== names.en),
    isSign: sign !== undefined,
    arguments: { zh: argumentsZh, en: argumentsEn },
    text: { zh, en },
    example: { formula: { zh: exampleIn(formula, "zh"), en: exampleIn(formula, "en") }, result },
  };
}

let known: readonly FunctionHelp[] | undefined;

/** Help on all functions, by family in the order of the reference; worked out once when first asked for. */
export function functionHelp(): readonly FunctionHelp[] {
  known ??= OPERATOR_GROUPS.flatMap(({ id, operators }) =>
    operators.flatMap((operator) => helpOn(operator, id) ?? []),
  );
  return known;
}

/** What a family of functions is called. */
export function functionGroupName(group: OperatorGroup["id"], locale: Locale): string {
  const found = OPERATOR_GROUPS.find(({ id }) => id === group);
  return found ? localize(found.name, locale) : group;
}
