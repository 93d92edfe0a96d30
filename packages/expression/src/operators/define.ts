import type { Evaluate, OperatorDefinition } from "../tree/node.ts";
import type { Environment } from "../types.ts";
import type { Cell } from "../values/cell.ts";
import { Exact } from "../values/number.ts";

/** Checks nothing, freezes the definition: operators are constants of the language. */
export function defineOperator(definition: OperatorDefinition): OperatorDefinition {
  return Object.freeze(definition);
}

const NOTHING: Evaluate = () => null;

/** The compiled argument at a place; arguments that were left out are null. */
export function argument(args: readonly Evaluate[], index: number): Evaluate {
  return args[index] ?? NOTHING;
}

/** Runs a step over numbers; null when any of them is null. */
export function overNumbers(args: readonly Evaluate[], step: (values: readonly Exact[]) => Cell): Evaluate {
  return (environment) => {
    const values: Exact[] = [];
    for (const evaluate of args) {
      const cell = evaluate(environment);
      if (!(cell instanceof Exact)) return null;
      values.push(cell);
    }
    return step(values);
  };
}

/** Runs a step over two numbers; null when one of them is null. */
export function overTwoNumbers(args: readonly Evaluate[], step: (a: Exact, b: Exact) => Cell): Evaluate {
  const [first, second] = [argument(args, 0), argument(args, 1)];
  return (environment) => {
    const a = first(environment);
    if (!(a instanceof Exact)) return null;
    const b = second(environment);
    return b instanceof Exact ? step(a, b) : null;
  };
}

/** Runs a step over one number; null when it is null. */
export function overNumber(args: readonly Evaluate[], step: (value: Exact) => Cell): Evaluate {
  const first = argument(args, 0);
  return (environment) => {
    const value = first(environment);
    return value instanceof Exact ? step(value) : null;
  };
}

/** Runs a step over one text (or date text); null when it is null. */
export function overText(
  args: readonly Evaluate[],
  step: (text: string, environment: Environment) => Cell,
): Evaluate {
  const first = argument(args, 0);
  return (environment) => {
    const text = first(environment);
    return typeof text === "string" ? step(text, environment) : null;
  };
}

/** Compares two texts; false when one of them is null. */
export function overTwoTexts(args: readonly Evaluate[], step: (a: string, b: string) => boolean): Evaluate {
  const [first, second] = [argument(args, 0), argument(args, 1)];
  return (environment) => {
    const a = first(environment);
    if (typeof a !== "string") return false;
    const b = second(environment);
    return typeof b === "string" && step(a, b);
  };
}
