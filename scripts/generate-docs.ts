// Writes the generated pages of docs/reference; with --check it only tells whether the committed ones are current.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { apiPage } from "./docs/api-page.ts";
import { chartPage } from "./docs/chart-page.ts";
import { errorPage } from "./docs/error-page.ts";
import { expressionPage } from "./docs/expression-page.ts";
import { fieldPage } from "./docs/field-page.ts";
import { flowPage } from "./docs/flow-page.ts";
import { importAllPackages, readEnvironmentSettings } from "./docs/import-all-packages.ts";
import { settingsPage } from "./docs/settings-page.ts";

const root = resolve(import.meta.dirname, "..");
const isCheck = process.argv.includes("--check");

await importAllPackages(root);
const pages = [
  { path: "docs/reference/charts.md", text: chartPage() },
  { path: "docs/reference/expressions.md", text: expressionPage() },
  { path: "docs/reference/field-types.md", text: fieldPage() },
  { path: "docs/reference/flow-nodes.md", text: flowPage() },
  { path: "docs/reference/settings.md", text: settingsPage(await readEnvironmentSettings(root)) },
  { path: "docs/reference/errors.md", text: errorPage() },
  { path: "docs/reference/api.md", text: await apiPage(root) },
];

const stale = pages.filter(({ path, text }) => {
  const file = join(root, path);
  return !existsSync(file) || readFileSync(file, "utf8") !== text;
});

for (const { path, text } of stale) {
  if (isCheck) {
    console.error(`${path} is not current; run: npm run docs`);
    continue;
  }
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`wrote ${path}`);
}
process.exitCode = isCheck && stale.length > 0 ? 1 : 0;
