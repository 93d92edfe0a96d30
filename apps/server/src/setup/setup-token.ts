import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The secret of the set-up link. It follows from the installation's own secret, so every process and every start print
 * the same link; what makes it a one-time link is that set-up closes with the first account.
 */
export class SetupToken {
  readonly #value: string;

  constructor(secret: string) {
    this.#value = createHmac("sha256", secret).update("mortise/set-up").digest("base64url");
  }

  /** The secret, for the link that the terminal shows. */
  get value(): string {
    return this.#value;
  }

  /** Whether somebody holds the link. */
  matches(candidate: string): boolean {
    const [given, wanted] = [Buffer.from(candidate), Buffer.from(this.#value)];
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
