import { hashSecret, newSecret } from "@mortise/store";

/** The one-time secret of the set-up link; it lives only as long as the process and dies with its first use. */
export class SetupToken {
  #hash: string | undefined;

  /** A fresh secret; an earlier one stops working. */
  issue(): string {
    const secret = newSecret();
    this.#hash = hashSecret(secret);
    return secret;
  }

  /** Whether the secret is the one that was issued last. */
  matches(secret: string): boolean {
    return this.#hash !== undefined && hashSecret(secret) === this.#hash;
  }

  /** Closes set-up. */
  spend(): void {
    this.#hash = undefined;
  }
}
