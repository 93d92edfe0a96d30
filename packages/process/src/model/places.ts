import type { JsonObject } from "@mortise/kit";
import type { Home } from "./flow-structure.ts";
import type { Block, Outputs, RunState, Token } from "./run-state.ts";

/** What became of a way that leaves blocks. */
export interface Departure {
  /** The way as it stands outside. */
  readonly outer: Token;
  /** Ways that were given up because their block was left. */
  readonly cancelled: readonly string[];
  /** The run had gone on after a block without this way: it may not come out of it. */
  readonly isStopped: boolean;
}

/** Where a run stands while it moves: its ways and the blocks around them. */
export class Places {
  readonly #tokens: Map<string, Token>;
  readonly #blocks: Map<string, Block>;
  #serial: number;

  constructor({ tokens, blocks, serial }: Pick<RunState, "tokens" | "blocks" | "serial">) {
    this.#tokens = new Map(tokens.map((token) => [token.id, token]));
    this.#blocks = new Map(blocks.map((block) => [block.id, block]));
    this.#serial = serial;
  }

  get tokens(): readonly Token[] {
    return [...this.#tokens.values()];
  }

  /** Number of ids given so far. */
  get serial(): number {
    return this.#serial;
  }

  /** Tokens and the blocks that are still around one of them. */
  kept(): { readonly tokens: readonly Token[]; readonly blocks: readonly Block[] } {
    const { tokens } = this;
    const used = new Set(tokens.flatMap((token) => this.around(token.block).map((block) => block.id)));
    return { tokens, blocks: [...this.#blocks.values()].filter((block) => used.has(block.id)) };
  }

  token(id: string): Token | undefined {
    return this.#tokens.get(id);
  }

  block(id: string): Block | undefined {
    return this.#blocks.get(id);
  }

  /** A block and those around it, innermost first. */
  around(id: string | null): readonly Block[] {
    const block = id === null ? undefined : this.#blocks.get(id);
    return block ? [block, ...this.around(block.parent)] : [];
  }

  /** What the rounds that a way is inside of know, the innermost first. */
  roundsOf(place: Pick<Token, "block" | "branch">): readonly Outputs[] {
    return this.#roundPlaces(place).map(({ block, way }) => block.rounds?.[way] ?? {});
  }

  /** Keeps what a step left with the innermost round that it is inside of; false outside of rounds. */
  keepInRound(place: Pick<Token, "block" | "branch">, outputs: Outputs): boolean {
    const [inner] = this.#roundPlaces(place);
    if (!inner) return false;
    const { block, way } = inner;
    this.#keep({ ...block, rounds: { ...block.rounds, [way]: { ...block.rounds?.[way], ...outputs } } });
    return true;
  }

  #roundPlaces({ block: id, branch }: Pick<Token, "block" | "branch">) {
    const found: { readonly block: Block; readonly way: string }[] = [];
    let way = branch;
    for (const block of this.around(id)) {
      if (way !== null && block.rounds && Object.hasOwn(block.rounds, way)) found.push({ block, way });
      way = block.branch;
    }
    return found;
  }

  /** The ways inside a block, however deep. */
  inside(id: string): readonly Token[] {
    return this.tokens.filter((token) => this.around(token.block).some((block) => block.id === id));
  }

  /** Gives up all ways and blocks for a single way at a step; gives the ids of those that were given up. */
  restart(node: string): { readonly token: Token; readonly given: readonly string[] } {
    const given = [...this.#tokens.keys()];
    this.#tokens.clear();
    this.#blocks.clear();
    const token = { id: this.#next(), node, block: null, branch: null };
    this.put(token);
    return { token, given };
  }

  put(token: Token): void {
    this.#tokens.set(token.id, token);
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#tokens.delete(id);
  }

  /** A way becomes a block around the ways to be opened. */
  open(token: Token, node: string, data: JsonObject): Block {
    this.remove([token.id]);
    const { block: parent, branch } = token;
    return this.#keep({ id: this.#next(), node, parent, branch, ended: [], data, isLeft: false });
  }

  /** A new way inside a block. */
  enter(block: Block, branch: string, node: string): Token {
    const token = { id: this.#next(), node, block: block.id, branch };
    this.put(token);
    return token;
  }

  /** A way of a block has ended. */
  ended(block: Block, branch: string): Block {
    return this.#keep({ ...block, ended: [...block.ended, branch] });
  }

  /** A block goes round again. */
  remember({ rounds: _old, ...block }: Block, data: JsonObject): Block {
    return this.#keep({ ...block, ended: [], data });
  }

  /** What each of the ways about to be opened knows for itself. */
  startRounds(block: Block, rounds: Readonly<Record<string, Outputs>>): Block {
    return this.#keep({ ...block, rounds });
  }

  /** The way that goes on after a block; ways still inside go on by themselves. */
  after(block: Block): Token {
    if (this.inside(block.id).length === 0) this.#blocks.delete(block.id);
    else this.#keep({ ...block, isLeft: true });
    const { node, parent, branch } = block;
    const token = { id: this.#next(), node, block: parent, branch };
    this.put(token);
    return token;
  }

  /** Gives up the ways inside a block; gives their ids. */
  clear(id: string): readonly string[] {
    const ids = this.inside(id).map((token) => token.id);
    this.remove(ids);
    return ids;
  }

  /** Takes a way out of the blocks that are not around a step; the other ways of these blocks are given up. */
  leaveFor(token: Token, home: Home): Departure {
    const chain = this.around(token.block).toReversed();
    const shared = chain.findIndex((block, depth) => block.node !== home[depth]);
    const left = shared === -1 ? undefined : chain[shared];
    if (!left) return { outer: token, cancelled: [], isStopped: false };
    if (chain.slice(shared).some((block) => block.isLeft)) {
      this.remove([token.id]);
      return { outer: token, cancelled: [], isStopped: true };
    }
    const cancelled = this.clear(left.id).filter((id) => id !== token.id);
    const outer = { ...token, block: left.parent, branch: left.branch };
    this.put(outer);
    return { outer, cancelled, isStopped: false };
  }

  #keep(block: Block): Block {
    this.#blocks.set(block.id, block);
    return block;
  }

  #next(): string {
    this.#serial += 1;
    return String(this.#serial);
  }
}
