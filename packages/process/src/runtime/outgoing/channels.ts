import type { SendOutcome } from "@mortise/jobs";
import type { Actor } from "@mortise/store";

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

/** How flows reach the outside, as far as the server is set up for it. */
export interface Outgoing {
  readonly email?: MessageWay;
  readonly sms?: MessageWay;
  /** In whose name texts are put into words: whoever reads them. */
  readonly actors: { ofAccount(account: string): Promise<Actor | undefined> };
  /** Where people reach the server, for links. */
  readonly publicUrl?: string | undefined;
}
