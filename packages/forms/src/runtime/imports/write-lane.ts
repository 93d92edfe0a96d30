/** One batch on its way. */
interface Way {
  readonly keys: ReadonlySet<string>;
  readonly written: Promise<unknown>;
  readonly finished: Promise<void>;
}

/**
 * Work on batches one after another, of which the next is made ready while the one before is being written: writes and
 * what follows them happen in the order in which batches came. The first failure ends all that come after it.
 */
export class WriteLane {
  readonly #length: number;
  readonly #ways: Way[] = [];
  #last: Pick<Way, "written" | "finished"> = { written: Promise.resolve(), finished: Promise.resolve() };

  /** At most `length` batches are under way at the same time. */
  constructor(length: number) {
    this.#length = length;
  }

  /** Resolves when a further batch may be started; fails as the batch that ended has failed. */
  async room(): Promise<void> {
    while (this.#ways.length >= this.#length) {
      await this.#ways[0]?.finished;
      this.#ways.shift();
    }
  }

  /** Resolves when no batch under way has one of the keys any more: the database then tells what became of it. */
  async free(keys: Iterable<string>): Promise<void> {
    for (const key of keys) for (const way of this.#ways) if (way.keys.has(key)) await way.written;
  }

  /** Starts a batch; `write` waits for its turn before it touches anything, `finish` gets what it came to. */
  start<T>(
    keys: ReadonlySet<string>,
    write: (turn: Promise<unknown>) => Promise<T>,
    finish: (written: T) => Promise<void>,
  ): void {
    const before = this.#last;
    const written = write(before.written);
    const finished = Promise.all([written, before.finished]).then(([result]) => finish(result));
    for (const promise of [written, finished]) promise.catch(() => undefined);
    this.#last = { written, finished };
    this.#ways.push({ keys, written, finished });
  }

  /** Resolves when everything is finished. */
  async end(): Promise<void> {
    for (const way of this.#ways.splice(0)) await way.finished;
  }
}
