import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Step } from "./run-step.ts";

/** Vitest's projects; a word given to `npm test` that is one of these narrows the tests. */
const PROJECTS: readonly string[] = ["unit", "database", "react", "browser"];

/** The steps before the tests, in the order of their speed. */
export function staticSteps(root: string): readonly Step[] {
  const node = process.execPath;
  const tool = (name: string): string => join(root, "node_modules", ".bin", name);
  const docs = join(root, "scripts", "generate-docs.ts");
  return [
    { name: "format", command: tool("oxfmt"), args: ["--check", "."] },
    { name: "lint", command: tool("oxlint"), args: ["--type-aware", "--quiet"] },
    { name: "types", command: tool("tsc"), args: ["-p", "tsconfig.node.json"] },
    { name: "types-react", command: tool("tsc"), args: ["-p", "tsconfig.react.json"] },
    { name: "structure", command: node, args: ["scripts/check-structure.ts"] },
    ...(existsSync(docs)
      ? [{ name: "docs", command: node, args: ["scripts/generate-docs.ts", "--check"] }]
      : []),
    { name: "build", command: node, args: ["scripts/boot/build-web.mjs"] },
  ];
}

/** The tests of the named projects (all when none is named); further words are handed to vitest as file filters. */
export function testStep(root: string, words: readonly string[], countsFile: string): Step {
  const projects = words.filter((word) => PROJECTS.includes(word)).flatMap((word) => ["--project", word]);
  const filters = words.filter((word) => !PROJECTS.includes(word));
  return {
    name: "tests",
    command: process.execPath,
    args: [join(root, "node_modules", "vitest", "vitest.mjs"), "run", ...projects, ...filters],
    env: { MORTISE_COUNTS_FILE: countsFile },
  };
}
