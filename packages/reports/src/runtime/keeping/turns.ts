import { askerSignal, readGivenUp } from "@mortise/store";

interface Waiting {
  readonly person: string;
  readonly begin: () => void;
}

/**
 * Lets only so much be done at a time, and only so much of it for one person: whoever opens ten dashboards waits for
 * themselves, not the others for them. First come, first served among those who may.
 */
export class Turns {
  readonly #atOnce: number;
  readonly #each: number;
  readonly #atWork = new Map<string, number>();
  readonly #waiting: Waiting[] = [];

  constructor({ atOnce, each }: { readonly atOnce: number; readonly each: number }) {
    this.#atOnce = atOnce;
    this.#each = each;
  }

  /** Does something once it is the person's turn; STORE_READ_GIVEN_UP when nobody waits for it any more before that. */
  async take<Result>(person: string, work: () => Promise<Result>): Promise<Result> {
    if (!this.#may(person)) await this.#wait(person);
    this.#atWork.set(person, (this.#atWork.get(person) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const left = (this.#atWork.get(person) ?? 1) - 1;
      if (left > 0) this.#atWork.set(person, left);
      else this.#atWork.delete(person);
      this.#next();
    }
  }

  #may(person: string): boolean {
    const total = [...this.#atWork.values()].reduce((sum, count) => sum + count, 0);
    return total < this.#atOnce && (this.#atWork.get(person) ?? 0) < this.#each;
  }

  async #wait(person: string): Promise<void> {
    const signal = askerSignal();
    const turn = Promise.withResolvers<void>();
    const waiting = { person, begin: () => turn.resolve() };
    const leave = (): void => {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      turn.reject(readGivenUp());
    };
    this.#waiting.push(waiting);
    signal?.addEventListener("abort", leave, { once: true });
    try {
      await turn.promise;
    } finally {
      signal?.removeEventListener("abort", leave);
    }
  }

  #next(): void {
    const index = this.#waiting.findIndex(({ person }) => this.#may(person));
    const [next] = index < 0 ? [] : this.#waiting.splice(index, 1);
    next?.begin();
  }
}
