/** Which things every way from the root to a thing leads through. */
export interface Dominance {
  /** Everything that can be reached, so that a thing comes before what only it leads to. */
  readonly order: readonly string[];
  /** The last thing that every way to a thing leads through; none for the root. */
  parentOf(id: string): string | undefined;
  /** What a thing is the last of that, in order: nothing else leads to these but through it. */
  childrenOf(id: string): readonly string[];
}

/** Finds out through what every way leads, by the method of Cooper, Harvey and Kennedy. */
export function dominance(root: string, followers: (id: string) => readonly string[]): Dominance {
  const order = inOrder(root, followers);
  const place = new Map(order.map((id, index) => [id, index]));
  const before: number[][] = order.map(() => []);
  for (const [index, id] of order.entries())
    for (const next of followers(id)) before[place.get(next) ?? 0]?.push(index);
  const parents = order.map(() => -1);
  parents[0] = 0;
  for (let changed = true; changed;) {
    changed = false;
    for (let index = 1; index < order.length; index += 1) {
      const known = (before[index] ?? []).filter((from) => parents[from] !== -1);
      const [first = 0, ...others] = known;
      const found = others.reduce((one, other) => common(parents, one, other), first);
      if (parents[index] === found) continue;
      parents[index] = found;
      changed = true;
    }
  }
  const children = new Map<string, string[]>();
  for (const [index, id] of order.entries()) {
    const parent = index === 0 ? undefined : order[parents[index] ?? 0];
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  return {
    order,
    parentOf(id) {
      const index = place.get(id) ?? 0;
      return index === 0 ? undefined : order[parents[index] ?? 0];
    },
    childrenOf: (id) => children.get(id) ?? [],
  };
}

function common(parents: readonly number[], one: number, other: number): number {
  let [left, right] = [one, other];
  while (left !== right) {
    while (left > right) left = parents[left] ?? 0;
    while (right > left) right = parents[right] ?? 0;
  }
  return left;
}

/** Everything that can be reached, each thing after all that leads to it, circles aside. */
function inOrder(root: string, followers: (id: string) => readonly string[]): readonly string[] {
  const seen = new Set([root]);
  const done: string[] = [];
  const path = [{ id: root, rest: [...followers(root)] }];
  for (let at = path.at(-1); at; at = path.at(-1)) {
    // From the last follower to the first: turned round, the first one stands first.
    const next = at.rest.pop();
    if (next === undefined) {
      done.push(at.id);
      path.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      path.push({ id: next, rest: [...followers(next)] });
    }
  }
  return done.toReversed();
}
