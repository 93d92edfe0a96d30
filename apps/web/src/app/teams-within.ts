/** One team of the directory. */
interface DirectoryTeam {
  readonly id: string;
  readonly parent: string | null;
}

/** Some teams with all below them. */
export function teamsWithin(teams: readonly DirectoryTeam[], roots: readonly string[]): ReadonlySet<string> {
  const inside = new Set(roots);
  let size = 0;
  // Each round adds one level; a circle adds nothing.
  while (inside.size > size) {
    size = inside.size;
    for (const { id, parent } of teams) if (parent !== null && inside.has(parent)) inside.add(id);
  }
  return inside;
}
