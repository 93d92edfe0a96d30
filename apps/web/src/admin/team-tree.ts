import type { Team } from "./admin-queries.ts";

/** A team as it stands in the tree. */
export interface TeamNode {
  readonly key: string;
  readonly value: string;
  readonly title: string;
  readonly members: number;
  readonly parent: string | null;
  readonly shift: Team["shift"];
  readonly children: TeamNode[];
}

interface FlatTeam {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly members?: number;
  readonly shift?: Team["shift"];
}

/** Builds the tree from the flat list; a team whose parent is unknown stands at the top rather than vanishing. */
export function teamTree(teams: readonly FlatTeam[]): readonly TeamNode[] {
  const nodes = new Map<string, TeamNode>(
    teams.map((team) => [
      team.id,
      {
        key: team.id,
        value: team.id,
        title: team.name,
        members: team.members ?? 0,
        parent: team.parent,
        shift: team.shift ?? null,
        children: [],
      },
    ]),
  );
  const roots: TeamNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.parent === null ? undefined : nodes.get(node.parent);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}
