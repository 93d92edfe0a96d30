import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createType } from "./create-type.ts";
import { registerEntry } from "./register-entry.ts";
import { TYPE_TEMPLATES } from "./type-templates.ts";

const repository = resolve(import.meta.dirname, "../..");
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "mortise-new-"));
  for (const { path } of Object.values(TYPE_TEMPLATES).flatMap(({ registries }) => registries))
    cpSync(join(repository, path), join(root, path), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test.each(Object.entries(TYPE_TEMPLATES))(
  "a new %s has a folder and a line in every registry",
  (kind, type) => {
    const outcome = createType(root, kind, "made-up");
    expect(outcome.kind).toBe("created");
    expect(existsSync(join(root, type.folder, "made-up", "index.ts"))).toBe(true);
    for (const { path, suffix } of type.registries) {
      const text = readFileSync(join(root, path), "utf8");
      expect(text.match(new RegExp(`\\bmadeUp${suffix}`, "g"))).toHaveLength(2);
      const listed = [...text.matchAll(/^  (\w+),$/gm)].map(([, name]) => name);
      const imported = [
        ...text.matchAll(/^import \{ (\w+) \} from "[^"]*\/[^"]*\/(?:index\.ts|view\.tsx)";$/gm),
      ];
      expect(listed).toEqual(imported.map(([, name]) => name));
    }
  },
);

test("what is there already, or has no proper id, is left alone", () => {
  expect(createType(root, "field", "made-up").kind).toBe("created");
  expect(createType(root, "field", "made-up")).toEqual({ kind: "refused", problem: "taken" });
  expect(createType(root, "field", "Made Up")).toEqual({ kind: "refused", problem: "bad-id" });
  expect(createType(root, "page", "made-up")).toEqual({ kind: "refused", problem: "unknown-kind" });
});

test("an entry after all others goes to the end of imports and list", () => {
  const registry = 'import { aField } from "./a/index.ts";\n\nconst entries = [\n  aField,\n];\n';
  expect(registerEntry(registry, "bField", "./b/index.ts")).toBe(
    'import { aField } from "./a/index.ts";\nimport { bField } from "./b/index.ts";\n\nconst entries = [\n  aField,\n  bField,\n];\n',
  );
});
