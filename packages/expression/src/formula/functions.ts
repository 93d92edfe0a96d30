import type { Locale } from "@mortise/kit";
import { OPERATORS } from "../operators/index.ts";
import type { OperatorDefinition } from "../tree/node.ts";

const BY_NAME = new Map<string, OperatorDefinition>();
const BY_SIGN = new Map<string, OperatorDefinition>();

for (const operator of OPERATORS) {
  const { formula } = operator;
  for (const name of [...(formula?.names ?? []), ...(formula?.zh ?? [])])
    BY_NAME.set(name.toUpperCase(), operator);
  if (formula?.infix) BY_SIGN.set(formula.infix.sign, operator);
}

const SIGNS: Readonly<Record<string, string>> = { "==": "=", "!=": "<>" };

/** The operator of a function name in a formula, in either language, in any case of letters. */
export function functionNamed(name: string): OperatorDefinition | undefined {
  return BY_NAME.get(name.toUpperCase());
}

/** The operator that stands between its operands as this sign. */
export function infixOperator(sign: string): OperatorDefinition | undefined {
  return BY_SIGN.get(SIGNS[sign] ?? sign);
}

/** The function name that is written in a language. */
export function functionName(operator: OperatorDefinition, locale: Locale): string | undefined {
  const { formula } = operator;
  return (locale === "zh" ? formula?.zh?.[0] : undefined) ?? formula?.names[0] ?? formula?.zh?.[0];
}
