// `pnpm new field|node|chart <id>`: a folder with definition, texts, view and test, and its line in every registry.
import { resolve } from "node:path";
import { createType, type NewTypeProblem } from "./new/create-type.ts";

const EXPLAINED: Readonly<Record<NewTypeProblem, string>> = {
  "unknown-kind": "usage: pnpm new field|node|chart <id>",
  "bad-id": "the id has to be kebab-case, such as credit-code",
  taken: "there is such a folder already",
};

const [kind = "", id = ""] = process.argv.slice(2);
const outcome = createType(resolve(import.meta.dirname, ".."), kind, id);
if (outcome.kind === "refused") {
  console.error(EXPLAINED[outcome.problem]);
  process.exitCode = 1;
} else {
  for (const path of outcome.paths) console.log(path);
  console.log("next: fill in the definition and its texts, then run: npm run docs && npm test");
}
