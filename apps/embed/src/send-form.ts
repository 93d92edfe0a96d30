import type { PublicEditLink } from "@mortise/contract";
import type { Locale } from "@mortise/kit";
import { type Answer, call, knocking, type Submission } from "./form-api.ts";
import type { ProofSource } from "./proof/proof-source.ts";

/** A submission on its way. */
export interface Sending {
  readonly submission: Submission;
  readonly locale: Locale;
  /** A repeat with the same key does not make a second record. */
  readonly key: string;
  readonly password?: string | undefined;
}

/** What came of a submission. */
export interface Sent {
  readonly receipt: string;
  /** Where it may be changed. */
  readonly edit?: PublicEditLink;
}

/** Sends the answers, with proof of the work that the form asks for: as prepared, or done when the server asks. */
export async function sendForm(slug: string, sending: Sending, proofs: ProofSource): Promise<Answer<Sent>> {
  const answer = await send(slug, sending, await proofs.prepared());
  const isRefused = !answer.ok && answer.refusal.code === "FORM_PROOF_NEEDED";
  if (answer.ok || isRefused) proofs.drop();
  return isRefused ? send(slug, sending, await proofs.get()) : answer;
}

function send(
  slug: string,
  { submission, locale, key, password }: Sending,
  proof: string | undefined,
): Promise<Answer<Sent>> {
  return call(slug, locale, {
    method: "POST",
    body: JSON.stringify({ ...submission, ...(proof === undefined ? {} : { proof }) }),
    headers: { "content-type": "application/json", "idempotency-key": key, ...knocking(password) },
  });
}
