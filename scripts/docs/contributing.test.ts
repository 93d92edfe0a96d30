import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const pages = ["CONTRIBUTING.md", "docs/architecture.md"];

/** The part of a path before its first placeholder: `packages/fields/src/<id>/` stands for a folder that is there. */
function fixedPart(path: string): string {
  const [fixed = ""] = path.split("<");
  return path.includes("<") ? fixed.slice(0, fixed.lastIndexOf("/")) : path;
}

test.each(pages)("every path that %s names is there", (page) => {
  const text = readFileSync(join(root, page), "utf8");
  const paths = [...text.matchAll(/`((?:packages|apps|scripts|docs|deploy)\/[^`\s]+)`/g)].map(
    ([, path]) => path ?? "",
  );
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => !existsSync(join(root, fixedPart(path))))).toEqual([]);
});

test("every package and app has a page of its own, of 60 lines at most", () => {
  const homes = ["packages", "apps"].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(group, name, "README.md")),
  );
  const lines = (path: string): number => readFileSync(join(root, path), "utf8").split("\n").length;
  expect(homes.filter((path) => !existsSync(join(root, path)) || lines(path) > 60)).toEqual([]);
});
