import type { PublicEditLink } from "@mortise/contract";
import type { Locale } from "@mortise/kit";
import { type Answer, call, type Knock, knocking, type Submission } from "./form-api.ts";
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
  /** Where the visitor goes on to. */
  readonly redirect?: string;
}

/** Sends the answers, with proof of the work that the form asks for: as prepared, or done when the server asks. */
export async function sendForm(slug: string, sending: Sending, proofs: ProofSource): Promise<Answer<Sent>> {
  return proven(proofs, (proof) => send(slug, sending, proof));
}

/** Has a code sent to what was typed into a field. */
export async function askForCode(
  { slug, locale, password, proofs }: Knock & { readonly proofs: ProofSource },
  { field, value }: { readonly field: string; readonly value: string },
): Promise<Answer<{ readonly againInSeconds: number }>> {
  return proven(proofs, (proof) =>
    call(slug, locale, {
      path: "/codes",
      method: "POST",
      body: JSON.stringify({ field, value, ...(proof === undefined ? {} : { proof }) }),
      headers: { "content-type": "application/json", ...knocking(password) },
    }),
  );
}

/** Makes a call that the form may ask some work for: with the proof that is prepared, or one made when the server asks. */
export async function proven<T>(
  proofs: ProofSource,
  request: (proof: string | undefined) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const answer = await request(await proofs.prepared());
  const isRefused = !answer.ok && answer.refusal.code === "FORM_PROOF_NEEDED";
  if (answer.ok || isRefused) proofs.drop();
  if (!isRefused) return answer;
  const second = await request(await proofs.get());
  proofs.drop();
  return second;
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
