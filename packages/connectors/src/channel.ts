/** One message to one person. */
export interface ChannelMessage {
  /** An e-mail address, or a telephone number in E.164. */
  readonly to: string;
  /** For e-mail. */
  readonly subject: string;
  readonly text: string;
  /** What providers put into a template that they have approved: the code of a verification. */
  readonly template?: Readonly<Record<string, string>>;
  /** The same for every try of the same message: who gets it twice can tell. */
  readonly key?: string;
}

/**
 * A way to send messages out. Throws CONNECTOR_REFUSED or CONNECTOR_UNREACHABLE; then it may be tried again. After
 * CONNECTOR_REJECTED there is no sense in it.
 */
export interface MessageChannel {
  send(message: ChannelMessage): Promise<void>;
}

/** How long an answer of another system is waited for. */
export const PATIENCE_MS = 15_000;
