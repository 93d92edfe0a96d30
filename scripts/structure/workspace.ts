import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { ownerFolder, readSource, type SourceFile } from "./source-file.ts";

/** The table of import directions, `docs/layers.json`. */
export interface LayerTable {
  readonly shelves: Readonly<Record<string, readonly string[]>>;
  readonly libraries: Readonly<Record<string, readonly string[]>>;
}

/** What a package.json says, as far as the structure check asks. */
interface Manifest {
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The whole source tree, parsed. */
export interface Workspace {
  readonly root: string;
  readonly layers: LayerTable;
  readonly files: readonly SourceFile[];
  /** Tells whether the owner of a file declares a library; a test may also use what the root declares. */
  declares(file: SourceFile, library: string): boolean;
  /** The file of the tree that an import leads to; undefined for libraries and for what does not exist. */
  resolve(file: SourceFile, specifier: string): string | undefined;
}

const SOURCE = /\.tsx?$/;
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  packages: ["src"],
  apps: ["src", "e2e", "bench"],
};
const SCOPE = "@mortise/";

/** Reads and parses every source file of packages, apps and scripts. */
export function readWorkspace(root: string): Workspace {
  const files = sourceFolders(root)
    .flatMap(filesBelow)
    .map((path) => readSource(root, path));
  const manifests = new Map<string, Manifest>();
  const manifestOf = (folder: string): Manifest => {
    const known = manifests.get(folder) ?? readJson<Manifest>(join(folder, "package.json")) ?? {};
    manifests.set(folder, known);
    return known;
  };
  return {
    root,
    layers: readJson<LayerTable>(join(root, "docs", "layers.json")) ?? { shelves: {}, libraries: {} },
    files,
    declares: (file, library) => {
      const owners = [ownerFolder(root, file.path), ...(file.isTest ? [root] : [])];
      return owners
        .map(manifestOf)
        .some(({ dependencies, devDependencies, optionalDependencies }) =>
          [dependencies, devDependencies, optionalDependencies].some(
            (part) => part && Object.hasOwn(part, library),
          ),
        );
    },
    resolve: (file, specifier) => {
      if (specifier.startsWith(".")) return toPath(root, join(dirname(file.absolute), specifier));
      if (!specifier.startsWith(SCOPE)) return undefined;
      const [name = "", ...rest] = specifier.slice(SCOPE.length).split("/");
      const folder = join(root, "packages", name);
      const target = manifestOf(folder).exports?.[rest.length === 0 ? "." : `./${rest.join("/")}`];
      return target === undefined ? undefined : toPath(root, join(folder, target));
    },
  };
}

function sourceFolders(root: string): string[] {
  const groups = Object.entries(FOLDERS).flatMap(([group, parts]) =>
    namesIn(join(root, group)).flatMap((name) => parts.map((part) => join(root, group, name, part))),
  );
  return [...groups, join(root, "scripts")];
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted((a, b) => (a < b ? -1 : 1)) : [];
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && SOURCE.test(entry.name) && !entry.parentPath.includes("node_modules"),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function readJson<T>(path: string): T | undefined {
  // The repository's own files: a wrong shape shows up as a finding, not as a danger.
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : undefined;
}

function toPath(root: string, absolute: string): string {
  return relative(root, absolute).split(sep).join("/");
}
