import { createHmac, randomInt } from "node:crypto";
import type { PublicChallenge } from "@mortise/contract";
import { type Clock, isPlainObject } from "@mortise/kit";
import type { ProofLevel } from "@mortise/metadata";
import type { SpentProof } from "@mortise/store";
import { createChallenge, type Payload, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/sha";
import { formProofNeeded } from "../../errors.ts";

/** Long enough to fill a form in after the work is done. */
const VALID_MS = 20 * 60_000;
/** How many hashes it takes, at least and at most: tenths of a second, a second, several seconds on a slow phone. */
const WORK: Readonly<Record<ProofLevel, readonly [least: number, most: number]>> = {
  light: [10_000, 20_000],
  normal: [60_000, 120_000],
  strong: [300_000, 600_000],
};

/**
 * Work that a visitor's browser does before a submission is taken, by the published protocol of ALTCHA (a counter whose
 * SHA-256 key begins as asked): nobody has to read a picture, and no other service hears of the visitor.
 */
export class ProofOfWork {
  readonly #clock: Clock;
  readonly #secrets: { readonly hmacSignatureSecret: string; readonly hmacKeySignatureSecret: string };

  constructor({ clock, secret }: { readonly clock: Clock; readonly secret: string }) {
    const derived = (use: string) =>
      createHmac("sha256", secret).update(`proof-of-work/${use}`).digest("hex");
    this.#clock = clock;
    this.#secrets = { hmacSignatureSecret: derived("challenge"), hmacKeySignatureSecret: derived("key") };
  }

  /** A challenge of a form, signed: nothing of it is kept. */
  async issue(form: string, level: ProofLevel): Promise<PublicChallenge> {
    const [least, most] = WORK[level];
    const until = this.#clock.now().getTime() + VALID_MS;
    const challenge = await createChallenge({
      algorithm: "SHA-256",
      cost: 1,
      counter: randomInt(least, most),
      deriveKey,
      // Not `expiresAt` of the protocol, which is compared with another clock than ours.
      data: { form, until },
      ...this.#secrets,
    });
    return { challenge, validMs: VALID_MS };
  }

  /** What a solved challenge of the form can be used up as; FORM_PROOF_NEEDED when it is none, or too old. */
  async check(form: string, proof: string | undefined): Promise<SpentProof> {
    const payload = readProof(proof);
    if (!payload) throw formProofNeeded();
    const { data, nonce } = payload.challenge.parameters;
    const until = data?.["until"];
    const isCurrent = typeof until === "number" && until > this.#clock.now().getTime();
    if (!isCurrent || data?.["form"] !== form || !(await this.#isSolved(payload))) throw formProofNeeded();
    return { id: nonce, until: new Date(until) };
  }

  async #isSolved({ challenge, solution }: Payload): Promise<boolean> {
    try {
      const result = await verifySolution({ challenge, solution, deriveKey, ...this.#secrets });
      return result.verified;
    } catch {
      // What is no challenge at all makes the library stumble.
      return false;
    }
  }
}

function readProof(proof: string | undefined): Payload | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(proof ?? "", "base64").toString("utf8"));
    const isPayload =
      isPlainObject(read) &&
      isPlainObject(read["challenge"]) &&
      isPlainObject(read["challenge"]["parameters"]) &&
      isPlainObject(read["solution"]);
    // What it is made of is checked by its signature.
    return isPayload ? (read as unknown as Payload) : undefined;
  } catch {
    return undefined;
  }
}
