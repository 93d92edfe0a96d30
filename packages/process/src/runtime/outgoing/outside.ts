import type { Sender } from "@mortise/jobs";
import type { Engine } from "../asks/locked-ask.ts";
import type { Outgoing } from "./channels.ts";
import { deliverAnswers } from "./deliver-answers.ts";
import { createSenders } from "./senders.ts";
import { createSends, type Sends } from "./sends.ts";

/** What leads from flows to the outside, and back. */
export interface Outside {
  /** What flows send outside, looked at and mended. */
  readonly sends: Sends;
  /** Who sends what outside, by kind; for whoever serves the outbox. */
  readonly senders: Readonly<Record<string, Sender>>;
  /** Tells runs what came of what they had sent, and how many of them; call again while it is positive. */
  deliverAnswers(options?: { readonly limit?: number }): Promise<number>;
}

const ANSWERS_AT_ONCE = 200;

/** The ways outside of an engine. */
export function createOutside(engine: Engine, outgoing: Outgoing | undefined): Outside {
  return {
    sends: createSends(engine),
    senders: createSenders(engine.parts, outgoing),
    deliverAnswers: ({ limit = ANSWERS_AT_ONCE } = {}) => deliverAnswers(engine.parts, engine.library, limit),
  };
}
