import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
  Scope,
} from "quickjs-emscripten-core";
import type { ScriptAnswer, ScriptJob } from "./script-job.ts";

/** What deep recursion may use. More of it would overflow the stack of the thread before that of the sandbox. */
const STACK_BYTES = 256 * 1024;
/** Most of a message that is told. */
const LONGEST_MESSAGE = 500;

/** An engine without anything of the outside: no clock but its own, no files, no network, no modules. */
export function loadEngine(): Promise<QuickJSWASMModule> {
  return newQuickJSWASMModuleFromVariant(import("@jitl/quickjs-wasmfile-release-sync"));
}

/**
 * Runs a script in a fresh sandbox and throws the sandbox away. It gets and gives text only, so nothing that it does to the
 * prototypes of its own world reaches ours.
 */
export function runScript(engine: QuickJSWASMModule, { code, input, limits }: ScriptJob): ScriptAnswer {
  const runtime = engine.newRuntime();
  runtime.setMemoryLimit(limits.memory);
  runtime.setMaxStackSize(STACK_BYTES);
  const deadline = Date.now() + limits.milliseconds;
  let isOver = false;
  runtime.setInterruptHandler(() => (isOver ||= Date.now() > deadline));
  const context = runtime.newContext();
  const scope = new Scope();
  const answer = call({ context, scope }, code, input);
  try {
    scope.dispose();
    context.dispose();
    runtime.dispose();
  } catch (error) {
    // A sandbox that ran out of something cannot always be taken apart; its thread is thrown away then.
    if (answer.kind === "done" || answer.kind === "threw") throw error;
  }
  if (isOver) return { kind: "time" };
  return answer.kind === "done" && answer.result.length > limits.result ? { kind: "too-long" } : answer;
}

/** A sandbox, and what is held of it until the script has ended. */
interface Sandbox {
  readonly context: QuickJSContext;
  readonly scope: Scope;
}

/** Takes the JSON functions before the script can put others in their place. */
const PREPARE = `(() => {
  "use strict";
  const { parse, stringify } = JSON;
  const then = (value) => typeof value === "object" && value !== null && typeof value.then === "function";
  return {
    parse,
    write: (value) => then(value) ? "promise" : "done:" + (stringify(value === undefined ? null : value) ?? "no-json"),
  };
})()`;

function call(sandbox: Sandbox, code: string, input: string): ScriptAnswer {
  const { context, scope } = sandbox;
  const tools = taken(sandbox, context.evalCode(PREPARE, "mortise.js"));
  if ("answer" in tools) return tools.answer;
  // The first line of the script is the first line of the file.
  const made = taken(sandbox, context.evalCode(`(function (input) {${code}\n})`, "script.js"));
  if ("answer" in made) return made.answer;
  const apply = (use: QuickJSHandle, value: QuickJSHandle): Taken =>
    taken(sandbox, context.callFunction(use, context.undefined, value));
  const given = apply(
    scope.manage(context.getProp(tools.value, "parse")),
    scope.manage(context.newString(input)),
  );
  if ("answer" in given) return given.answer;
  const result = apply(made.value, given.value);
  if ("answer" in result) return result.answer;
  const written = apply(scope.manage(context.getProp(tools.value, "write")), result.value);
  return "answer" in written ? written.answer : readWritten(context.getString(written.value));
}

function readWritten(written: string): ScriptAnswer {
  if (!written.startsWith("done:")) return { kind: "promise" };
  const result = written.slice("done:".length);
  return result === "no-json" ? { kind: "no-json" } : { kind: "done", result };
}

type Taken = { readonly value: QuickJSHandle } | { readonly answer: ScriptAnswer };

/** What a call gave, or what it threw in words. */
function taken({ context, scope }: Sandbox, outcome: ReturnType<QuickJSContext["evalCode"]>): Taken {
  if (outcome.error === undefined) return { value: scope.manage(outcome.value) };
  return { answer: thrown(context.dump(scope.manage(outcome.error))) };
}

function thrown(told: unknown): ScriptAnswer {
  const { name, message, stack } = partsOf(told);
  if (/out of memory/i.test(message) || told === null) return { kind: "memory" };
  if (/stack (overflow|size exceeded)/i.test(message)) return { kind: "depth" };
  if (message === "interrupted") return { kind: "time" };
  const line = /script\.js:(\d+)/.exec(stack)?.[1];
  const whole = name === "" ? message : `${name}: ${message}`;
  return { kind: "threw", message: whole.slice(0, LONGEST_MESSAGE), line: line ? Number(line) : null };
}

function partsOf(told: unknown): {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
} {
  if (typeof told !== "object" || told === null) return { name: "", message: String(told), stack: "" };
  const textOf = (key: string): string => {
    const value: unknown = Object.hasOwn(told, key) ? Reflect.get(told, key) : undefined;
    return typeof value === "string" ? value : "";
  };
  const message = textOf("message");
  return { name: textOf("name"), message: message || JSON.stringify(told), stack: textOf("stack") };
}
