import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { type Dominance, dominance } from "../drawing/dominators.ts";
import { flowLines, joinId, type Line, TRIGGER_ID } from "../drawing/flow-lines.ts";
import { exitsOf } from "../flow-edit.ts";

/**
 * A step with the steps of its branches, in the order of the flow: what only it leads to, up to where its branches meet
 * again. Of a step with a main way and others aside (approved and rejected), what follows on the main way is not part of it.
 */
export function withBranches(flow: FlowDocument, id: string): readonly string[] {
  const node = flow.nodes.find((candidate) => candidate.id === id);
  if (!node) return [];
  const found = branchesOf(flow, node);
  return flow.nodes.filter((one) => one.id === id || found.has(one.id)).map((one) => one.id);
}

function branchesOf(flow: FlowDocument, node: FlowNode): ReadonlySet<string> {
  const exits = exitsOf(node);
  if (exits.length < 2) return new Set();
  const graph = new Graph(flow, node.id);
  if (exits.some((exit) => exit.isInner)) return graph.without(joinId(node.id));
  if (exits.some((exit) => exit.isBranch)) return graph.without(graph.meeting());
  const [main, ...aside] = exits.map((exit) => `${node.id}/${exit.id}`);
  return graph.onlyBy(aside, main ?? "");
}

/** The lines of a flow around one of its steps. */
class Graph {
  readonly #from: ReadonlyMap<string, readonly Line[]>;
  readonly #ways: Dominance;
  readonly #root: string;
  /** What only the step leads to. */
  readonly #own: ReadonlySet<string>;

  constructor(flow: FlowDocument, step: string) {
    const lines = flowLines(flow);
    this.#from = Map.groupBy(lines, ({ source }) => source);
    const isLed = reaches(this.#from, [TRIGGER_ID]).has(step);
    // A step that no way leads to is looked at by itself.
    this.#ways = dominance(isLed ? TRIGGER_ID : step, (id) => this.#followers(id));
    this.#root = step;
    this.#own = this.#below(step);
  }

  /** What belongs to the step, without a thing and what belongs to that. */
  without(end: string | undefined): ReadonlySet<string> {
    const after = end === undefined ? new Set<string>() : this.#below(end).add(end);
    return new Set([...this.#own].filter((id) => !after.has(id)));
  }

  /** Where all branches meet that do not end; undefined when they go on apart. */
  meeting(): string | undefined {
    const isEnd = (id: string): boolean => !this.#from.has(id);
    return this.#ways.childrenOf(this.#root).find((child) => {
      const before = this.without(child);
      const leading = [this.#root, ...before].flatMap((id) => this.#from.get(id) ?? []);
      const out = leading.filter(({ target }) => !before.has(target) && target !== this.#root);
      const isMet = leading.filter(({ target }) => target === child).length > 1;
      // Where some meet only to meet others later is not the end of the branches.
      const isLast = ![...reaches(this.#from, [child], this.#root)].some((id) => before.has(id));
      return isMet && isLast && out.every(({ target }) => target === child || isEnd(target));
    });
  }

  /** What belongs to the step and is reached by some of its lines, but not by another one. */
  onlyBy(lines: readonly string[], other: string): ReadonlySet<string> {
    const out = this.#from.get(this.#root) ?? [];
    const targets = (ids: readonly string[]) =>
      out.flatMap(({ id, target }) => (ids.includes(id) ? [target] : []));
    const elsewhere = reaches(this.#from, targets([other]), this.#root);
    const found = reaches(this.#from, targets(lines), this.#root);
    return new Set([...found].filter((id) => this.#own.has(id) && !elsewhere.has(id)));
  }

  #followers(id: string): readonly string[] {
    return (this.#from.get(id) ?? []).map(({ target }) => target);
  }

  #below(id: string): Set<string> {
    const found = new Set<string>();
    const waiting = [...this.#ways.childrenOf(id)];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      found.add(next);
      waiting.push(...this.#ways.childrenOf(next));
    }
    return found;
  }
}

/** Everything that lines lead to, the beginnings included; not beyond `stop`. */
function reaches(
  from: ReadonlyMap<string, readonly Line[]>,
  begin: readonly string[],
  stop?: string,
): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...begin];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id) || id === stop) continue;
    found.add(id);
    for (const { target } of from.get(id) ?? []) waiting.push(target);
  }
  return found;
}
