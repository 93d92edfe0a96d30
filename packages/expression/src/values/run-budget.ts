import { expressionTooMuch } from "../errors.ts";

/**
 * Steps that one evaluation may take. A step is about what adding two numbers takes, so this is some 50 ms; what people
 * write takes a few hundred.
 */
const MOST_STEPS = 250_000;
/** So many characters are read or made in one step. */
const CHARACTERS = 100;

let left = Infinity;

/** Runs one evaluation with steps of its own; EXPR_TOO_MUCH ends it when they are used up. */
export function withBudget<Result>(work: () => Result): Result {
  const before = left;
  left = MOST_STEPS;
  try {
    return work();
  } finally {
    left = before;
  }
}

/** Uses up steps: called where work can grow beyond the size of the expression, not for each step. */
export function spend(steps: number): void {
  left -= steps;
  if (left < 0) throw expressionTooMuch();
}

/** Uses up the steps that a text takes; short ones cost nothing. */
export function spendOn(text: unknown): void {
  if (typeof text === "string" && text.length > CHARACTERS) spend(text.length / CHARACTERS);
}
