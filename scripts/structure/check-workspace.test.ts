import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkWorkspace } from "./check-workspace.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "mortise-structure-"));
  write("docs/layers.json", {
    shelves: {
      kit: [],
      fields: ["kit"],
      "fields/react": ["kit", "fields"],
      process: ["kit", "fields"],
      "process/runtime": ["kit", "fields", "process"],
    },
    libraries: { pg: ["process/runtime"] },
  });
  declare("kit", []);
  declare("fields", ["@mortise/kit", "react"]);
  declare("process", ["@mortise/kit", "@mortise/fields", "pg"]);
  write("packages/kit/src/index.ts", "/** Tells one. */\nexport const one = 1;\n");
  write("packages/fields/src/index.ts", "/** Tells two. */\nexport const two = 2;\n");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string | object): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
}

function declare(name: string, dependencies: readonly string[]): void {
  write(`packages/${name}/package.json`, {
    exports: { ".": "./src/index.ts" },
    dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, "*"])),
  });
}

/** Findings as `rule path:line`. */
function findings(): string[] {
  // The packages of the fixture declare more than each test imports.
  return checkWorkspace(root)
    .problems.filter(({ rule }) => rule !== "unused-dependency")
    .map(({ rule, path, line }) => `${rule} ${path}:${line}`);
}

test("a tree that keeps the rules has no findings", () => {
  write(
    "packages/process/src/index.ts",
    'import { two } from "@mortise/fields";\n/** Tells. */\nexport const x = two;\n',
  );
  expect(findings()).toEqual([]);
});

test("an import against the direction is found, also one of types only", () => {
  write("packages/kit/src/up.ts", 'import type { two } from "@mortise/fields";\nlet x: typeof two;\n');
  expect(findings()).toEqual(["layer packages/kit/src/up.ts:1"]);
});

test("a shelf reached by a relative path keeps to the table too", () => {
  write("packages/process/src/runtime/run-all.ts", "/** Runs. */\nexport const run = 1;\n");
  write("packages/process/src/model.ts", 'import { run } from "./runtime/run-all.ts";\nconsole.log(run);\n');
  expect(findings()).toEqual(["relative-import packages/process/src/model.ts:1"]);
});

test("a path into another package's source is found", () => {
  write("packages/fields/src/deep.ts", 'import { one } from "../../kit/src/index.ts";\nconsole.log(one);\n');
  write(
    "packages/fields/src/deeper.ts",
    'import { one } from "@mortise/kit/src/index.ts";\nconsole.log(one);\n',
  );
  expect(findings()).toEqual([
    "relative-import packages/fields/src/deep.ts:1",
    "layer packages/fields/src/deeper.ts:1",
  ]);
});

test("a library is used only where it is allowed and declared", () => {
  write("packages/process/src/model.ts", 'import "pg";\n');
  write("packages/process/src/runtime/db.ts", 'import "pg";\nimport "node:fs";\n');
  write("packages/kit/src/dates.ts", 'import "luxon";\n');
  expect(findings()).toEqual([
    "library packages/kit/src/dates.ts:1",
    "library packages/process/src/model.ts:1",
  ]);
});

test("a test may use testing and what its package declares", () => {
  declare("testing", []);
  write("packages/testing/src/index.ts", "/** Tells. */\nexport const t = 1;\n");
  write("packages/process/src/x.test.ts", 'import "@mortise/testing";\nimport "pg";\n');
  expect(findings()).toEqual([]);
});

test("a cycle is found even when only types go round", () => {
  write("packages/kit/src/a.ts", 'import type { B } from "./b.ts";\n/** An A. */\nexport type A = B | 1;\n');
  write("packages/kit/src/b.ts", 'import type { A } from "./a.ts";\n/** A B. */\nexport type B = A | 2;\n');
  expect(findings()).toEqual(["cycle packages/kit/src/a.ts:1"]);
});

test("comparing a registered type id is found outside of its folder only", () => {
  const compare = '/** Tells. */\nexport const is = (field: { type: string }) => field.type === "money";\n';
  write("packages/fields/src/money/index.ts", `defineField({ id: "money" });\n${compare}`);
  write("packages/process/src/outside.ts", compare);
  write(
    "packages/process/src/switch.ts",
    '/** Tells. */\nexport function f(field?: { type: string }) {\n  switch (field?.type) {\n    case "money":\n      return 1;\n  }\n}\n',
  );
  expect(findings()).toEqual([
    "type-id packages/process/src/outside.ts:2",
    "type-id packages/process/src/switch.ts:4",
  ]);
});

test("undocumented and default exports, bare errors and empty names are found", () => {
  write("packages/kit/src/utils.ts", "export const one = 1;\n");
  write("packages/kit/src/main-part.ts", "export default 1;\n");
  write("packages/kit/src/fail.ts", '/** Fails. */\nexport function fail() {\n  throw new Error("no");\n}\n');
  expect(findings()).toEqual([
    "bare-error packages/kit/src/fail.ts:3",
    "default-export packages/kit/src/main-part.ts:1",
    "name packages/kit/src/utils.ts:1",
    "undocumented packages/kit/src/utils.ts:1",
  ]);
});

test("a text in one language only, or empty in one, is found", () => {
  write(
    "packages/kit/src/text.ts",
    'console.log({ zh: "保存" }, { zh: "", en: "Save" }, { zh: "好", en: "Good" }, { zh: "", en: "" }, { zh: ["好"] });\n',
  );
  expect(findings()).toEqual([
    "translation packages/kit/src/text.ts:1",
    "translation packages/kit/src/text.ts:1",
  ]);
});

test("a file of more than 400 lines of code is found; comments do not count", () => {
  write("packages/kit/src/long.ts", "void 0;\n".repeat(401));
  write("packages/kit/src/wordy.ts", `${"// why\n".repeat(500)}void 0;\n`);
  expect(findings()).toEqual(["size packages/kit/src/long.ts:1"]);
});

test("any, long functions and suppressions are counted but do not fail", () => {
  const body = "  console.log(1);\n".repeat(70);
  write(
    "packages/kit/src/loose.ts",
    `// oxlint-disable-next-line no-console\nfunction f(x: any) {\n${body}}\nf(1);\n`,
  );
  const { numbers } = checkWorkspace(root);
  expect(findings()).toEqual([]);
  expect(numbers).toMatchObject({ any: 1, suppressions: 1, over60: ["packages/kit/src/loose.ts:2 (72)"] });
});

test("an assertion without a reason is found; `as const` needs none", () => {
  write("packages/kit/src/bare.ts", "let a: unknown;\n\n\nlet b = a as number;\nlet c = [1] as const;\n");
  write("packages/kit/src/said.ts", "let a: unknown;\n// Always a number here.\nlet b = a as number;\n");
  expect(findings()).toEqual(["assertion packages/kit/src/bare.ts:4"]);
});

test("a dependency that nothing imports is found", () => {
  write("packages/fields/src/view.css", '@import "react/some.css";\n');
  write(
    "packages/process/src/index.ts",
    'import { two } from "@mortise/fields";\n/** Tells. */\nexport const x = two;\n',
  );
  const { problems } = checkWorkspace(root);
  expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual([
    "packages/fields/package.json @mortise/kit is declared but not imported",
    "packages/process/package.json @mortise/kit is declared but not imported",
    "packages/process/package.json pg is declared but not imported",
  ]);
});
