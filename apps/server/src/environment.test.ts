import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { environmentSettings } from "./environment.ts";

test("the reference lists exactly the variables that are read", () => {
  const source = readFileSync(join(import.meta.dirname, "config.ts"), "utf8");
  const read = new Set([...source.matchAll(/env\["(\w+)"\]/g)].map(([, name]) => name));
  expect(new Set(environmentSettings.map(({ name }) => name))).toEqual(read);
});
