const TYPE_FOLDERS = [
  /^packages\/fields\/src\/[^/]+\/[^/]+$/,
  /^packages\/process\/src\/nodes\/[^/]+\/[^/]+$/,
  /^packages\/reports\/src\/charts\/[^/]+\/[^/]+$/,
  /^packages\/connectors\/src\/[^/]+\/[^/]+$/,
];

/** The shelf of the layer table that a file stands on; scripts and configuration stand on none. */
export function shelfOf(path: string): string | undefined {
  const [group, name, , part] = path.split("/");
  if (group === "apps") return name;
  if (group !== "packages" || name === undefined) return undefined;
  if (path.startsWith("packages/store/src/embedded/")) return "store/embedded";
  if (name === "ui") return "ui";
  if (part === "react" || path.endsWith(".tsx")) return `${name}/react`;
  if (part === "runtime" || (path.endsWith("/run.ts") && isInTypeFolder(path))) return `${name}/runtime`;
  return name;
}

/** The shelf that a package specifier leads to, or undefined when it is not one of ours. */
export function shelfOfSpecifier(specifier: string): string | undefined {
  const match = /^@mortise\/([^/]+)(?:\/(react|runtime|embedded))?/.exec(specifier);
  if (!match?.[1]) return undefined;
  return match[2] ? `${match[1]}/${match[2]}` : match[1];
}

/** Tells whether a file lies directly in the folder of a registered type. */
export function isInTypeFolder(path: string): boolean {
  return TYPE_FOLDERS.some((pattern) => pattern.test(path));
}
