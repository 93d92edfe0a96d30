import { expect, test } from "vitest";
import { SCRIPT_LIMITS, type ScriptAnswer, type ScriptLimits } from "./script-job.ts";
import { ScriptThreads } from "./script-threads.ts";

const threads = new ScriptThreads();
const run = (code: string, input: unknown = {}, limits: Partial<ScriptLimits> = {}): Promise<ScriptAnswer> =>
  threads.run({ code, input: JSON.stringify(input), limits: { ...SCRIPT_LIMITS, ...limits } });

test("a script gives back what it makes of its input", async () => {
  expect(await run("return { total: input.a * input.b };", { a: 6, b: 7 })).toEqual({
    kind: "done",
    result: '{"total":42}',
  });
  expect(await run("")).toEqual({ kind: "done", result: "null" });
});

test("what a script throws is told with its line", async () => {
  const answer = await run("const a = 1;\nthrow new TypeError('no ' + a);");
  expect(answer).toEqual({ kind: "threw", message: "TypeError: no 1", line: 2 });
  expect(await run("return 1 +;")).toMatchObject({ kind: "threw", line: 1 });
  expect(await run("throw 'plain';")).toEqual({ kind: "threw", message: "plain", line: null });
  expect(await run("return input.a.b;")).toMatchObject({ kind: "threw", line: 1 });
});

test("endless loops end in time, and other scripts go on meanwhile", async () => {
  const limits = { milliseconds: 300 };
  const [loop, other] = await Promise.all([run("for (;;);", {}, limits), run("return 1;")]);
  expect(loop).toEqual({ kind: "time" });
  expect(other).toEqual({ kind: "done", result: "1" });
  expect(await run("try { for (;;); } catch {} finally { for (;;); }", {}, limits)).toEqual({ kind: "time" });
  expect(await run("while (true) { try { null.x } catch {} }", {}, limits)).toEqual({ kind: "time" });
  expect(await run(`return /^(a+)+$/.test("${"a".repeat(40)}!");`, {}, limits)).toEqual({ kind: "time" });
  expect(await run("[...Array(1e9).keys()].sort();", {}, limits)).toMatchObject({
    kind: expect.stringMatching(/time|memory/),
  });
});

test("memory and depth are bounded", async () => {
  expect(await run("const all = []; for (;;) all.push({ a: 1 });")).toEqual({
    kind: "memory",
  });
  expect(await run("return 'x'.repeat(2 ** 28);")).toMatchObject({ kind: "memory" });
  expect(await run("const f = () => f() + 1; return f();")).toEqual({ kind: "depth" });
  expect(await run("let a = []; for (let i = 0; i < 1e5; i += 1) a = [a]; return a;")).toMatchObject({
    kind: expect.stringMatching(/depth|threw/),
  });
  expect(await run("return 'x'.repeat(1e6);")).toEqual({ kind: "too-long" });
});

test("there is nothing outside: no files, network, modules, process", async () => {
  const names = [
    "process",
    "require",
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "setTimeout",
    "console",
    "std",
    "os",
    "WebAssembly",
    "Deno",
    "importScripts",
  ];
  const answer = await run(`return ${JSON.stringify(names)}.filter((name) => name in globalThis);`);
  expect(answer).toEqual({ kind: "done", result: "[]" });
  expect(await run("return import('node:fs');")).toEqual({ kind: "promise" });
  expect(
    await run("return new Function('return this')().constructor.constructor('return process')();"),
  ).toMatchObject({ kind: "threw", message: expect.stringContaining("process") });
});

test("what a script does to prototypes stays in its own world", async () => {
  const evil = `
    JSON.stringify = () => '{"hacked":true}';
    Object.prototype.toJSON = () => 'gone';
    Object.prototype.polluted = 'yes';
    Array.prototype.then = () => {};
    return { a: 1, ['__proto__']: { polluted: 'yes' } };`;
  await run(evil);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
  expect(await run("return { a: 1, seen: String(({}).polluted) };")).toEqual({
    kind: "done",
    result: '{"a":1,"seen":"undefined"}',
  });
  expect(await run("return { then: () => {} };")).toEqual({ kind: "promise" });
  expect(await run("return () => 1;")).toEqual({ kind: "no-json" });
  expect(await run("return Symbol.iterator;")).toEqual({ kind: "no-json" });
});
