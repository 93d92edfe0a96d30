// `npm test`: everything CI runs. `npm test -- unit database` runs only these test projects, `npm test -- lint` only
// that step, `npm test -- packages/store` only the tests of those files.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runStep } from "./check/run-step.ts";
import { staticSteps, testStep } from "./check/steps.ts";
import { closingLine, type TestCounts } from "./vitest/closing-line-reporter.ts";

const root = resolve(import.meta.dirname, "..");
const words = process.argv.slice(2);
const steps = staticSteps(root);
const names = steps.map((step) => step.name);
const testWords = words.filter((word) => !names.includes(word));

let passed = 0;
let failed = 0;
const failures: string[] = [];

for (const step of steps) {
  if (words.length > 0 && !words.includes(step.name)) continue;
  if (await runStep(root, step)) passed += 1;
  else failures.push(step.name);
}
failed += failures.length;

const tests =
  words.length === 0 || testWords.length > 0 ? await runTests() : { passed: 0, failed: 0, skipped: 0 };
if (failures.length > 0) console.log(`\nfailed steps: ${failures.join(", ")}`);
const total = { passed: passed + tests.passed, failed: failed + tests.failed, skipped: tests.skipped };
console.log(`\n${closingLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runTests(): Promise<TestCounts> {
  const folder = mkdtempSync(join(tmpdir(), "mortise-check-"));
  const file = join(folder, "counts.json");
  // Also when the check is stopped halfway.
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const isGood = await runStep(root, testStep(root, testWords, file));
  const counts: TestCounts = existsSync(file)
    ? // Written by our own reporter.
      (JSON.parse(readFileSync(file, "utf8")) as TestCounts)
    : { passed: 0, failed: 1, skipped: 0 };
  // Vitest can fail without a failed test, for instance when its set-up does.
  return !isGood && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
