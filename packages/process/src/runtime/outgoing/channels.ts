import type { SendOutcome } from "@mortise/jobs";
import type { FileMaker } from "../files/file-sender.ts";
import type { Actor, OpenSecret } from "@mortise/store";

/** A message to one person, ready to leave. */
export interface OutgoingMessage {
  /** An e-mail address, or a telephone number in E.164. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for every try of the same message. */
  readonly key: string;
}

/** A way to people outside of the product. */
export type MessageWay = (message: OutgoingMessage) => Promise<SendOutcome>;

/** A request to another system, ready to leave. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  readonly timeoutMs: number;
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

/** What another system answered. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why a request got no answer. */
export type HttpFault =
  | "not-allowed"
  | "private"
  | "unreachable"
  | "timeout"
  | "too-long"
  | "redirect"
  | "certificate"
  | "invalid";

/** A way to other systems. */
export type HttpWay = (
  request: OutgoingRequest,
) => Promise<
  | { readonly ok: true; readonly reply: HttpReply }
  | { readonly ok: false; readonly fault: HttpFault; readonly host: string }
>;

/** Opens a secret of an app's flows; undefined when there is none. */
export type OpenSecrets = (app: string, id: string) => Promise<OpenSecret | undefined>;

/** How flows reach the outside, as far as the server is set up for it. */
export interface Outgoing {
  readonly email?: MessageWay;
  readonly sms?: MessageWay;
  readonly http?: HttpWay;
  readonly secrets?: OpenSecrets;
  /** How steps print records into files. */
  readonly files?: FileMaker;
  /** Steps may run scripts. */
  readonly scripts?: boolean;
  /** In whose name texts are put into words: whoever reads them. */
  readonly actors: { ofAccount(account: string): Promise<Actor | undefined> };
  /** Where people reach the server, for links. */
  readonly publicUrl?: string | undefined;
}
