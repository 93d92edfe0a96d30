/** What a script may use up. */
export interface ScriptLimits {
  /** How long it may run. */
  readonly milliseconds: number;
  /** What it may hold in memory, in bytes. */
  readonly memory: number;
  /** The longest result, as JSON, in letters. */
  readonly result: number;
}

/** The limits of every script; a step may ask for less time. */
export const SCRIPT_LIMITS: ScriptLimits = {
  milliseconds: 5_000,
  memory: 32 * 1024 * 1024,
  result: 256 * 1024,
};

/** A script that is to be run: the body of a function of one argument. */
export interface ScriptJob {
  readonly code: string;
  /** What the script sees as `input`, as JSON. */
  readonly input: string;
  readonly limits: ScriptLimits;
}

/** How a script ended. Everything that comes out of it is text: no object of the sandbox leaves it. */
export type ScriptAnswer =
  | { readonly kind: "done"; readonly result: string }
  /** It threw, or could not be read; `line` counts from 1 where it is known. */
  | { readonly kind: "threw"; readonly message: string; readonly line: number | null }
  | { readonly kind: "time" | "memory" | "depth" | "promise" | "too-long" | "no-json" };
