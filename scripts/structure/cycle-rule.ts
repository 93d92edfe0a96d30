import type { Problem } from "./source-file.ts";
import type { Workspace } from "./workspace.ts";

/** No file reaches itself again through its imports, types included. One finding per cycle. */
export function checkCycles(workspace: Workspace): Problem[] {
  const graph = new Map(
    workspace.files.map((file) => [
      file.path,
      file.imports.flatMap((found) =>
        found.isDynamic ? [] : (workspace.resolve(file, found.specifier) ?? []),
      ),
    ]),
  );
  const search: Search = { graph, finished: new Set(), problems: [] };
  for (const start of graph.keys()) visit(search, start, []);
  return search.problems;
}

interface Search {
  readonly graph: ReadonlyMap<string, readonly string[]>;
  readonly finished: Set<string>;
  readonly problems: Problem[];
}

function visit(search: Search, path: string, trail: readonly string[]): void {
  const seenAt = trail.indexOf(path);
  if (seenAt !== -1) {
    const message = [...trail.slice(seenAt), path].join(" → ");
    search.problems.push({ rule: "cycle", path, line: 1, message });
    return;
  }
  if (search.finished.has(path)) return;
  for (const next of search.graph.get(path) ?? []) visit(search, next, [...trail, path]);
  search.finished.add(path);
}
