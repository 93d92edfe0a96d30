import type { Sender } from "@mortise/jobs";
import type { RouteInput, RouteOutput, sendRoutes } from "@mortise/contract";
import type { Actor } from "@mortise/store";
import type { Engine } from "../asks/locked-ask.ts";
import type { Outgoing } from "./channels.ts";
import { deliverAnswers } from "./deliver-answers.ts";
import { createSenders } from "./senders.ts";
import { createSends, type Sends } from "./sends.ts";
import { tryStep } from "./try-request.ts";

/** What leads from flows to the outside, and back. */
export interface Outside {
  /** What flows send outside, looked at and mended. */
  readonly sends: Sends;
  /** Who sends what outside, by kind; for whoever serves the outbox. */
  readonly senders: Readonly<Record<string, Sender>>;
  /** Sends what a step of a draft would send for a record, now and really. */
  tryStep(
    actor: Actor,
    app: string,
    input: RouteInput<typeof sendRoutes.trySend>["body"],
  ): Promise<RouteOutput<typeof sendRoutes.trySend>>;
  /** Tells runs what came of what they had sent, and how many of them; call again while it is positive. */
  deliverAnswers(options?: { readonly limit?: number }): Promise<number>;
}

const ANSWERS_AT_ONCE = 200;

/** The ways outside of an engine. */
export function createOutside(engine: Engine, outgoing: Outgoing | undefined): Outside {
  const senders = createSenders(engine.parts, outgoing);
  return {
    sends: createSends(engine),
    senders,
    tryStep: (actor, app, input) => tryStep(engine, senders, actor, { app, ...input }),
    deliverAnswers: ({ limit = ANSWERS_AT_ONCE } = {}) => deliverAnswers(engine.parts, engine.library, limit),
  };
}
