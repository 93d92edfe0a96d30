import type { JsonObject, LocalizedText } from "@mortise/kit";

/** How often something is tried, and with which pauses between. */
export interface SendPolicy {
  /** Tries before it is given up. */
  readonly tries: number;
  /** Pause after the first failure, in seconds; it doubles with each further one … */
  readonly firstPause: number;
  /** … up to this long. */
  readonly longestPause: number;
}

/** `waiting` for its turn or its next try, `sent`, `dead`: given up until somebody deals with it, `dropped`: nobody wants it any more. */
export type SendStatus = "waiting" | "sent" | "dead" | "dropped";

/** Something that a step of a flow wants sent outside. Its id is the key under which it is sent, however often it is tried. */
export interface NewSend {
  readonly id: string;
  /** Which way out. */
  readonly kind: string;
  /** The place that it is sent to: whose troubles stop what is sent there, and nothing else. */
  readonly target: string;
  readonly app: string;
  readonly flow: string;
  readonly node: string;
  readonly run: string;
  readonly token: string;
  readonly entity: string;
  readonly record: string;
  /** The way of the run waits for the answer; `held` also after it was given up, until somebody deals with it. */
  readonly waits: "answer" | "held" | null;
  readonly request: JsonObject;
  readonly policy: SendPolicy;
}

/** The same as it stands. */
export interface SendRow extends NewSend {
  readonly status: SendStatus;
  /** Tries so far, those that were cut off among them … */
  readonly attempts: number;
  /** … and how many of them do not count, as somebody has had it sent again since. */
  readonly tried_before: number;
  /** When it is tried next, while it waits. */
  readonly due_at: string;
  readonly created_at: string;
  readonly settled_at: string | null;
  /** What came back last. */
  readonly answer: JsonObject | null;
  /** Why it failed last. */
  readonly problem: LocalizedText | null;
}

/** One try. */
export interface SendTry {
  readonly number: number;
  readonly at: string;
  /** Milliseconds; null when the process died meanwhile, or it is still under way. */
  readonly took: number | null;
  /** What the other side answered in a number, where it does. */
  readonly status: number | null;
  readonly problem: LocalizedText | null;
}
