import { availableParallelism } from "node:os";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { ClosingLineReporter } from "./scripts/vitest/closing-line-reporter.ts";

const exclude = ["**/node_modules/**", "**/dist/**", "data/**"];
const database = "packages/testing/src/database-setup.ts";
const ofEach = {
  // Files that a process runs one after the other share what they import: loading it anew for each takes longer than most
  // tests. What a module keeps for its process must therefore say which database it is of.
  isolate: false,
  // Not limits to be met, only an end for a test that hangs; what is polled for may take a busy machine its time.
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 20_000 } },
};

/** Tests wait for the database and for browsers: two files at a time, also where Vitest would keep one core free. */
const maxWorkers = Math.max(2, availableParallelism());

export default defineConfig({
  test: {
    maxWorkers,
    passWithNoTests: true,
    reporters: ["default", new ClosingLineReporter()],
    coverage: { provider: "v8", include: ["packages/*/src/**", "apps/*/src/**"] },
    projects: [
      {
        test: {
          name: "unit",
          include: ["{packages,apps,scripts}/**/*.test.ts"],
          exclude: [...exclude, "**/*.db.test.ts"],
          ...ofEach,
        },
      },
      {
        test: {
          name: "database",
          include: ["{packages,apps}/**/*.db.test.ts"],
          exclude,
          globalSetup: [database],
          ...ofEach,
        },
      },
      {
        plugins: [react()],
        test: {
          name: "react",
          include: ["{packages,apps}/**/*.test.tsx"],
          exclude,
          environment: "jsdom",
          setupFiles: ["scripts/vitest/react-setup.ts"],
          ...ofEach,
        },
      },
      {
        test: {
          name: "browser",
          include: ["apps/web/e2e/**/*.e2e.ts"],
          exclude,
          globalSetup: [database, "packages/testing/src/browser/chromium-setup.ts"],
          // After the others: no story waits behind their processors.
          sequence: { groupOrder: 1 },
          ...ofEach,
          testTimeout: 600_000,
        },
      },
    ],
  },
});
