/** A request to another system. */
export interface HttpCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** For the whole, redirects among it. */
  readonly timeoutMs: number;
  /** Longest answer that is read, unpacked. */
  readonly mostBytes: number;
  readonly signal?: AbortSignal;
}

/** What another system answered. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why nothing was sent, or nothing came back. */
export type HttpFault =
  /** Nobody has allowed this host. */
  | "not-allowed"
  /** The name leads into the own network, or nowhere that anybody may be sent to. */
  | "private"
  /** No connection, or it broke. */
  | "unreachable"
  | "timeout"
  /** The answer is longer than what is read. */
  | "too-long"
  /** Redirected too often, or to where the request must not go. */
  | "redirect"
  /** The certificate is not one to be trusted. */
  | "certificate"
  /** The request cannot be made of what it was given. */
  | "invalid";

/** How a call ended. */
export type HttpOutcome =
  | { readonly ok: true; readonly reply: HttpReply }
  | { readonly ok: false; readonly fault: HttpFault; readonly host: string };
