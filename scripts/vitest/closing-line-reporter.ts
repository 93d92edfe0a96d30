import { writeFileSync, writeSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** How many tests passed, failed and were skipped. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The closing line of a run, alone on its line, as CI reads it. */
export function closingLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * Prints the closing line as the very last thing of a run. A file that could not be loaded and an error outside of
 * all tests count as failed. With MORTISE_COUNTS_FILE set the counts go there instead, for the script that sums up.
 */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = countTests(modules, unhandledErrors.length);
    const file = process.env["MORTISE_COUNTS_FILE"];
    if (file) writeFileSync(file, JSON.stringify(counts));
    else process.once("exit", () => writeSync(1, `${closingLine(counts)}\n`));
  }
}

function countTests(modules: readonly TestModule[], strayErrors: number): TestCounts {
  let passed = 0;
  let failed = strayErrors;
  let skipped = 0;
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") passed += 1;
      else if (state === "failed") failedHere += 1;
      else skipped += 1;
    }
    // A file that does not load, or whose hooks fail, has no failing test to show for it.
    failed += failedHere === 0 && module.state() === "failed" ? 1 : failedHere;
  }
  return { passed, failed, skipped };
}
