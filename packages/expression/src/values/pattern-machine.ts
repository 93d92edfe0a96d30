import { spend } from "./run-budget.ts";
import type { CharacterSet, PatternNode } from "./pattern.ts";

/** A state reads one character of its set, or goes on without reading. */
interface State {
  readonly set?: CharacterSet;
  /** Only at the start or the end of the text. */
  readonly at?: "start" | "end";
  readonly next: number[];
}

/** Where a match begins and ends, in characters. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** States a pattern may have; every character of a text costs at most so many steps. */
export const MOST_STATES = 500;

/** Builds Thompson's machine: its size grows with the pattern, counted repetitions written out. */
class Builder {
  readonly states: State[] = [];

  /** Nodes built so far: repeated nothing makes no states, but takes its time. */
  #built = 0;

  get isTooLarge(): boolean {
    return this.states.length > MOST_STATES || this.#built > MOST_STATES * 10;
  }

  add(state: State): number {
    this.states.push(state);
    return this.states.length - 1;
  }

  /** Makes states for a node that lead on to `then`; answers the first of them. */
  build(node: PatternNode, then: number): number {
    this.#built += 1;
    if (this.isTooLarge) return then;
    switch (node.type) {
      case "set":
        return this.add({ set: node.set, next: [then] });
      case "start":
      case "end":
        return this.add({ at: node.type, next: [then] });
      case "sequence":
        return node.parts.reduceRight((next, part) => this.build(part, next), then);
      case "choice":
        return this.add({ next: node.parts.map((part) => this.build(part, then)) });
      case "repeat":
        return this.#repeat(node, then);
    }
  }

  #repeat({ part, least, most }: PatternNode & { type: "repeat" }, then: number): number {
    let next = then;
    if (most === Infinity) {
      const loop: State = { next: [then] };
      next = this.add(loop);
      loop.next.push(this.build(part, next));
    } else {
      for (let count = least; count < most && !this.isTooLarge; count += 1)
        next = this.add({ next: [then, this.build(part, next)] });
    }
    for (let count = 0; count < least && !this.isTooLarge; count += 1) next = this.build(part, next);
    return next;
  }
}

function holds({ ranges, isNegated }: CharacterSet, code: number): boolean {
  return ranges.some(([from, to]) => code >= from && code <= to) !== isNegated;
}

/** A pattern ready to search: the leftmost match, of those the longest, in time linear in the length of the text. */
export class PatternMachine {
  readonly #states: readonly State[];
  readonly #first: number;
  readonly #last: number;
  /** Whether the pattern matches empty text. */
  readonly matchesNothing: boolean;

  private constructor(states: readonly State[], first: number, last: number) {
    this.#states = states;
    this.#first = first;
    this.#last = last;
    this.matchesNothing = this.search([], 0) !== undefined;
  }

  /** Number of its states. */
  get size(): number {
    return this.#states.length;
  }

  /** The machine of a pattern; undefined when it would need too many states. */
  static of(node: PatternNode): PatternMachine | undefined {
    const builder = new Builder();
    const last = builder.add({ next: [] });
    const first = builder.build(node, last);
    return builder.isTooLarge ? undefined : new PatternMachine(builder.states, first, last);
  }

  /** Whether a match lies anywhere in the text. */
  test(codes: readonly number[]): boolean {
    return this.search(codes, 0, true) !== undefined;
  }

  /** The leftmost longest match from a place on; any match at all when only its existence is asked. */
  search(codes: readonly number[], from: number, isAny = false): Match | undefined {
    let threads = new Map<number, number>();
    let best: Match | undefined;
    for (let place = from; place <= codes.length; place += 1) {
      if (!best) this.#enter(threads, { state: this.#first, start: place, place, length: codes.length });
      const start = threads.get(this.#last);
      if (start !== undefined && (!best || start <= best.start)) best = { start, end: place };
      if (best && isAny) return best;
      const code = codes[place];
      if (code === undefined || (best && threads.size === 0)) break;
      threads = this.#step(threads, code, { place: place + 1, length: codes.length, best });
      if (best && threads.size === 0) break;
    }
    return best;
  }

  #step(
    threads: ReadonlyMap<number, number>,
    code: number,
    at: { readonly place: number; readonly length: number; readonly best: Match | undefined },
  ): Map<number, number> {
    spend(threads.size);
    const next = new Map<number, number>();
    for (const [state, start] of threads) {
      if (at.best && start > at.best.start) continue;
      const { set, next: targets = [] } = this.#states[state] ?? {};
      if (!set || !holds(set, code)) continue;
      for (const target of targets) this.#enter(next, { ...at, state: target, start });
    }
    return next;
  }

  /** Adds a state and those reached without reading; a state keeps the thread that began first. */
  #enter(
    threads: Map<number, number>,
    from: { readonly state: number; readonly start: number; readonly place: number; readonly length: number },
  ): void {
    const open = [from.state];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const known = threads.get(id);
      if (known !== undefined && known <= from.start) continue;
      const state = this.#states[id];
      if (!state) continue;
      if (state.at === "start" && from.place !== 0) continue;
      if (state.at === "end" && from.place !== from.length) continue;
      threads.set(id, from.start);
      if (!state.set) open.push(...state.next);
    }
  }
}
