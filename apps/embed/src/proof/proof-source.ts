import type { PublicChallenge } from "@mortise/contract";
import { fetchChallenge } from "../form-api.ts";

interface PreparedProof {
  readonly proof: Promise<string | undefined>;
  readonly begun: number;
}

/** Solutions are renewed so long before the server would refuse them. */
const RESERVE_MS = 60_000;

/** The work that the form asks of the visitor's browser: done ahead, beside what is typed, and again when it is too old. */
export class ProofSource {
  readonly #slug: string;
  readonly #kind: "forms" | "queries";
  #prepared: PreparedProof | undefined;
  #validMs = Number.POSITIVE_INFINITY;

  constructor(slug: string, kind: "forms" | "queries" = "forms") {
    this.#slug = slug;
    this.#kind = kind;
  }

  /** Begins the work, unless it is under way or done; gives the proof once it is there, nothing when it cannot be had. */
  get(): Promise<string | undefined> {
    const now = performance.now();
    if (this.#prepared && now - this.#prepared.begun < this.#validMs - RESERVE_MS)
      return this.#prepared.proof;
    this.#prepared = { proof: this.#work(), begun: now };
    return this.#prepared.proof;
  }

  /** The proof as far as work on one has begun. */
  prepared(): Promise<string | undefined> | undefined {
    return this.#prepared && this.get();
  }

  /** Forgets a proof that was used up or refused. */
  drop(): void {
    this.#prepared = undefined;
  }

  async #work(): Promise<string | undefined> {
    const answer = await fetchChallenge(this.#slug, this.#kind);
    if (answer.ok) this.#validMs = answer.value.validMs;
    const proof = answer.ok ? await solved(answer.value.challenge) : undefined;
    if (proof === undefined) this.drop();
    return proof;
  }
}

async function solved(challenge: PublicChallenge["challenge"]): Promise<string | undefined> {
  try {
    return await inWorker(challenge);
  } catch {
    // Without workers the page does it by itself, in between.
    const { solve } = await import("./solve.ts");
    // What the server issues is what the solver takes.
    return solve(challenge as Parameters<typeof solve>[0]);
  }
}

async function inWorker(challenge: PublicChallenge["challenge"]): Promise<string | undefined> {
  const worker = new Worker(new URL("./solver-worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<string | undefined>) => resolve(data);
      worker.onerror = reject;
      worker.postMessage(challenge);
    });
  } finally {
    worker.terminate();
  }
}
