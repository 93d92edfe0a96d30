import type { JsonObject, LocalizedText } from "@mortise/kit";
import type { LeasedSend } from "@mortise/store";

/** One try of a send. */
export interface SendAttempt extends Pick<
  LeasedSend,
  "id" | "kind" | "app" | "flow" | "node" | "entity" | "record" | "request"
> {
  /** Ends when the process stops: what is not sent by then goes elsewhere. */
  readonly signal: AbortSignal;
}

/** How a try ended, as whoever sends sees it. */
export type SendOutcome =
  /** The other side has taken it. */
  | { readonly type: "taken"; readonly status?: number; readonly answer?: JsonObject }
  /** It will not take it, however often it is asked. */
  | {
      readonly type: "refused";
      readonly problem: LocalizedText;
      readonly status?: number;
      readonly answer?: JsonObject;
    }
  /** It did not work this time. */
  | {
      readonly type: "failed";
      readonly problem: LocalizedText;
      readonly status?: number;
      readonly answer?: JsonObject;
      /** The other side asks to be left alone for so long. */
      readonly restMs?: number;
      /** The fault is not the target's: its other sends are not held up. */
      readonly isOwnFault?: boolean;
    };

/** Sends one kind of thing out. What it throws counts as a failure of this side. */
export type Sender = (attempt: SendAttempt) => Promise<SendOutcome>;
