import { resolve } from "node:path";
import { checkWorkspace } from "./structure/check-workspace.ts";
import { describeNumbers } from "./structure/watched-numbers.ts";

const { problems, numbers } = checkWorkspace(resolve(import.meta.dirname, ".."));

for (const { path, line, rule, message } of problems) console.error(`${path}:${line} [${rule}] ${message}`);
console.log(describeNumbers(numbers).join("\n"));
console.log(problems.length === 0 ? "structure: no problems" : `structure: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
