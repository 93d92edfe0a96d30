import type { RouteInput, RouteOutput, sendRoutes } from "@mortise/contract";
import type { Sender, SendOutcome } from "@mortise/jobs";
import { newId } from "@mortise/kit";
import type { Actor } from "@mortise/store";
import { flowInvalid, notSendable } from "../../errors.ts";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import { Missing, Movement, StepContext } from "../../model/step-context.ts";
import { newRun } from "../../model/advance.ts";
import type { Effect } from "../../model/effect.ts";
import { validateFlow } from "../../model/validate-flow.ts";
import { findNode } from "../../nodes/index.ts";
import { shrinkSample } from "../../outgoing/http/sample.ts";
import type { Engine } from "../asks/locked-ask.ts";
import { BatchWorld } from "../batch-world.ts";
import { rosterOf } from "../read-roster.ts";
import { draftOf } from "../rehearse-flow.ts";
import { dryRunSource } from "../world-source.ts";

type Input = RouteInput<typeof sendRoutes.trySend>["body"];
type Tried = RouteOutput<typeof sendRoutes.trySend>;

const ROUNDS = 50;

/**
 * Sends what one step of a draft would send for a record, now and really, and tells what came back. Values are those that the
 * actor may read; what earlier steps would leave is empty. FLOW_INVALID names what is wrong with the step.
 */
export async function tryStep(
  { parts, library }: Engine,
  senders: Readonly<Record<string, Sender>>,
  actor: Actor,
  { app, flow: draft, node: id, record }: Input & { readonly app: string },
): Promise<Tried> {
  const { catalog } = parts.releases.current(app);
  const flow = draftOf(draft, actor);
  const problem = validateFlow(flow, catalog).find(
    ({ node, severity }) => node === id && severity === "error",
  );
  if (problem) throw flowInvalid({ flow: flow.name[actor.locale], reason: problem.message[actor.locale] });
  const send = await sendOf({ parts, library }, actor, {
    app,
    record,
    node: id,
    flow: library.compile(flow, catalog),
  });
  const sender = Object.hasOwn(senders, send.kind) ? senders[send.kind] : undefined;
  if (!sender) throw notSendable();
  const { entity } = flow;
  const outcome = await sender({
    id: newId(parts.clock.now().getTime()),
    kind: send.kind,
    app,
    flow: flow.id,
    node: id,
    entity,
    record,
    request: send.request,
    signal: new AbortController().signal,
  });
  return triedOf(outcome);
}

function triedOf(outcome: SendOutcome): Tried {
  const status = outcome.answer?.["status"];
  return {
    status: typeof status === "number" ? status : null,
    body: shrinkSample(outcome.answer?.["body"] ?? null),
    problem: outcome.type === "taken" ? null : outcome.problem,
  };
}

interface Place {
  readonly app: string;
  readonly record: string;
  readonly node: string;
  readonly flow: CompiledFlow;
}

/** What the step asks to be sent when it is taken by itself. */
async function sendOf(
  { parts }: Engine,
  actor: Actor,
  { app, record, node: id, flow }: Place,
): Promise<Extract<Effect, { type: "send" }>> {
  const { entity } = flow.document;
  const node = flow.node(id);
  const type = node && findNode(node.type);
  if (!node || !type) throw notSendable();
  const world = new BatchWorld({
    now: parts.clock.now(),
    timeZone: parts.timeZone,
    calendar: parts.releases.calendar(),
    roster: await rosterOf(parts.db, app, parts.clock.now()),
    source: dryRunSource({ reader: parts.gateway, actor, app }, parts.db),
    flow,
  });
  const { record: values } = await parts.gateway.get(actor, app, entity, record);
  world.put(entity, record, values);
  const state = newRun(flow, { entity, record, startedBy: actor.userId });
  for (let round = 0; round < ROUNDS; round += 1) {
    const movement = new Movement({ flow, state, world });
    try {
      type.step(
        new StepContext(movement, { node, token: "1", event: { type: "start" }, blocks: [], rounds: [] }),
      );
      const send = movement.effects.find((effect) => effect.type === "send");
      if (!send) throw notSendable();
      return send;
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      await world.fetch(error.needs);
    }
  }
  throw notSendable();
}
