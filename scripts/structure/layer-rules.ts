import { isBuiltin } from "node:module";
import { shelfOf, shelfOfSpecifier } from "./shelves.ts";
import type { Import, Problem, SourceFile } from "./source-file.ts";
import type { LayerTable, Workspace } from "./workspace.ts";

/** What any test may use beside what its shelf may. */
const FOR_TESTS = ["testing", "templates"];

/** Every import keeps to the table of directions, to declared libraries and to its own package. */
export function checkLayers(workspace: Workspace): Problem[] {
  return workspace.files.flatMap((file) =>
    file.imports.flatMap((found) => checkImport(workspace, file, found) ?? []),
  );
}

function checkImport(workspace: Workspace, file: SourceFile, found: Import): Problem | undefined {
  const { specifier, line } = found;
  const problem = (rule: string, message: string): Problem => ({ rule, path: file.path, line, message });
  if (specifier.startsWith(".")) {
    const message = relativeComplaint(workspace, file, specifier);
    return message ? problem("relative-import", message) : undefined;
  }
  const target = shelfOfSpecifier(specifier);
  if (target !== undefined) {
    if (workspace.resolve(file, specifier) === undefined) {
      return problem("layer", `${specifier} is not an export of that package`);
    }
    const message = shelfComplaint(workspace, file, target, specifier);
    return message ? problem("layer", message) : undefined;
  }
  const message = libraryComplaint(workspace, file, specifier);
  return message ? problem("library", message) : undefined;
}

function relativeComplaint(workspace: Workspace, file: SourceFile, specifier: string): string | undefined {
  if (specifier.startsWith("../../.."))
    return `${specifier} climbs too far; move the file or import by package name`;
  const target = workspace.resolve(file, specifier) ?? "";
  const home = homeOf(file.path);
  if (!target.startsWith(home)) return `${specifier} leaves ${home}; import by package name`;
  const [from, to] = [shelfOf(file.path), shelfOf(target)];
  if (from === undefined || to === undefined || file.isTest || mayImport(workspace.layers, from, to))
    return undefined;
  return `${from} may not import ${to} (${specifier})`;
}

function homeOf(path: string): string {
  const [group = "", name = ""] = path.split("/");
  return group === "packages" || group === "apps" ? `${group}/${name}/` : "scripts/";
}

function shelfComplaint(
  workspace: Workspace,
  file: SourceFile,
  target: string,
  specifier: string,
): string | undefined {
  const name = specifier.split("/").slice(0, 2).join("/");
  const isOwnPackage = homeOf(file.path) === `packages/${name.split("/")[1]}/`;
  if (file.isTest) {
    const allowed = isOwnPackage || FOR_TESTS.includes(target) || workspace.declares(file, name);
    return allowed ? undefined : `${name} is not declared in the package.json`;
  }
  const from = shelfOf(file.path);
  if (from !== undefined) {
    if (!Object.hasOwn(workspace.layers.shelves, from)) return `shelf ${from} is missing in docs/layers.json`;
    if (!mayImport(workspace.layers, from, target)) return `${from} may not import ${target}`;
  }
  return isOwnPackage || workspace.declares(file, name)
    ? undefined
    : `${name} is not declared in the package.json`;
}

function mayImport({ shelves }: LayerTable, from: string, to: string): boolean {
  return from === to || (shelves[from]?.includes(to) ?? false);
}

function libraryComplaint(workspace: Workspace, file: SourceFile, specifier: string): string | undefined {
  if (isBuiltin(specifier) || specifier.startsWith("virtual:")) return undefined;
  const parts = specifier.split("/");
  const library = parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  if (!workspace.declares(file, library)) return `${library} is not declared in the package.json`;
  const shelf = shelfOf(file.path);
  const allowed = workspace.layers.libraries[library];
  if (file.isTest || shelf === undefined || allowed === undefined || allowed.includes(shelf))
    return undefined;
  return `${shelf} may not use ${library}; only ${allowed.join(", ")} may`;
}
