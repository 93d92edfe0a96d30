import type {
  PublicChallenge,
  PublicFormField,
  PublicGate,
  PublicRegion,
  PublicRule,
} from "@mortise/contract";
import type { Locale } from "@mortise/kit";
import type { Answers } from "./answers.ts";
import type { FormDocument } from "@mortise/metadata";

/** A public form as the server describes it. */
export interface PublicFormView {
  readonly form: FormDocument;
  readonly fields: readonly PublicFormField[];
  readonly regions?: readonly PublicRegion[];
  readonly rules?: readonly PublicRule[];
  readonly gate?: PublicGate;
  readonly closesAt?: string;
  /** Whether the server asks for some work before it takes a submission. */
  readonly proof?: true;
  /** What a signed link fills in and nobody may change. */
  readonly locked?: Answers;
  readonly remember?: true;
  readonly liveFills?: true;
}

/** What a visitor sends. */
export interface Submission {
  readonly values: Answers;
  readonly parameters: Readonly<Record<string, string>>;
  readonly website: string;
  readonly device: string;
  /** Codes that prove answers, by field. */
  readonly codes: Readonly<Record<string, string>>;
  /** What a signed link fills in, as its address says it. */
  readonly prefill?: string;
}

/** A refusal in the visitor's language; `fields` holds complaints by field. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** An answer of the server, or why there is none. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** Reads the form. */
export function fetchForm(
  slug: string,
  locale: Locale,
  { password, signed }: { readonly password?: string | undefined; readonly signed?: string | undefined },
): Promise<Answer<PublicFormView>> {
  const prefill = signed === undefined ? {} : { "x-prefill": signed };
  return call(slug, locale, { headers: { ...knocking(password), ...prefill } });
}

/** What the answers so far fill in of others, by field. */
export function fetchFills(
  { slug, locale, password }: Knock,
  submission: Pick<Submission, "values" | "parameters" | "prefill">,
): Promise<Answer<{ readonly values: Answers }>> {
  return call(slug, locale, {
    path: "/fill",
    method: "POST",
    body: JSON.stringify(submission),
    headers: { "content-type": "application/json", ...knocking(password) },
  });
}

/** A form, by whoever has opened it. */
export interface Knock {
  readonly slug: string;
  readonly locale: Locale;
  readonly password?: string | undefined;
}

/** Reads the work that the form asks for; nobody reads why there is none. */
export function fetchChallenge(
  slug: string,
  kind: "forms" | "queries" = "forms",
): Promise<Answer<PublicChallenge>> {
  return call(slug, "en", { kind, path: "/challenge" });
}

/** What a visitor sent before, in the form that they sent it by. */
export interface OwnView extends PublicFormView {
  readonly answers: Answers;
  readonly revision: number;
  readonly until: string;
}

/** Reads what was sent, by the token of its private link. */
export function fetchOwn(slug: string, locale: Locale, token: string): Promise<Answer<OwnView>> {
  return call(slug, locale, { path: "/submission", headers: { "x-submission": token } });
}

/** Changed answers to what was sent. */
export interface OwnChange extends Pick<Submission, "values" | "codes"> {
  readonly token: string;
  /** Of the record, as it was read. */
  readonly revision: number;
}

/** Changes what was sent. */
export function changeOwn(
  slug: string,
  locale: Locale,
  { token, ...change }: OwnChange,
): Promise<Answer<{ readonly receipt: string }>> {
  return call(slug, locale, {
    path: "/submission",
    method: "PUT",
    body: JSON.stringify(change),
    headers: { "content-type": "application/json", "x-submission": token },
  });
}

/** The header that carries a password: headers hold ASCII only, passwords anything. */
export function knocking(password: string | undefined): Readonly<Record<string, string>> {
  return password === undefined ? {} : { "x-form-password": encodeURIComponent(password) };
}

interface ErrorBody {
  readonly code?: string;
  readonly message?: string;
  readonly details?: readonly { readonly path: string; readonly message: string }[];
}

interface Call {
  /** Forms when absent. */
  readonly kind?: "forms" | "queries";
  /** Below the address of the form. */
  readonly path?: string;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the server about a form. */
export async function call<T>(
  slug: string,
  locale: Locale,
  { kind = "forms", path = "", ...init }: Call,
): Promise<Answer<T>> {
  const headers = { ...init.headers, "accept-language": locale, "x-requested-with": "mortise" };
  try {
    const response = await fetch(`/api/v1/public/${kind}/${encodeURIComponent(slug)}${path}`, {
      ...init,
      headers,
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: body as T }; // checked by the server against the route's schema
    const { code = "", message = "", details = [] } = body as ErrorBody; // the shape of every refusal of the API
    const fields = Object.fromEntries(details.map((detail) => [detail.path, detail.message]));
    return { ok: false, refusal: { code, message, fields } };
  } catch {
    return { ok: false, refusal: { code: "UNREACHABLE", message: "", fields: {} } };
  }
}
