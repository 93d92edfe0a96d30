import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import type { EnvironmentSetting } from "./settings-page.ts";

const FOLDERS = ["packages", "apps"];

/**
 * Loads the error tables of all packages and apps, so that every `defineError` has run. Only `errors.ts` files are
 * loaded: they depend on nothing but kit, while an index may need a browser or start a server.
 */
export async function importAllPackages(root: string): Promise<void> {
  for (const path of FOLDERS.flatMap((folder) => errorTables(join(root, folder)))) {
    await import(pathToFileURL(path).href);
  }
}

/** The variables that the server reads; loaded by path, since an app is no package that others import. */
export async function readEnvironmentSettings(root: string): Promise<readonly EnvironmentSetting[]> {
  const file = join(root, "apps", "server", "src", "environment.ts");
  // The shape is that of the module; a test beside it holds it to what is read.
  const module = (await import(pathToFileURL(file).href)) as {
    readonly environmentSettings: readonly EnvironmentSetting[];
  };
  return module.environmentSettings;
}

function errorTables(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => errorTablesBelow(join(folder, entry.name, "src")));
}

function errorTablesBelow(source: string): string[] {
  if (!existsSync(source)) return [];
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(^|-)errors\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted((a, b) => (a < b ? -1 : 1));
}
