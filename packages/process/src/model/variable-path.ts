/** A path taken apart: `$find.record.owner` is the output `find.record` and, of that record, the owner. */
export interface VariablePath {
  readonly node: string;
  readonly output: string;
  /** Where it is kept in a run. */
  readonly key: string;
  readonly rest: readonly string[];
}

/** Takes the path of a variable apart; undefined for anything else. */
export function readVariable(path: string): VariablePath | undefined {
  if (!path.startsWith("$")) return undefined;
  const [node, output, ...rest] = path.slice(1).split(".");
  return node && output ? { node, output, key: `${node}.${output}`, rest } : undefined;
}
