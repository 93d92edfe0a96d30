import type { RouteOutput, workRoutes } from "@mortise/contract";
import { type Catalog, type FlowDocument, parseDocument } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { flowInvalid } from "../errors.ts";
import { isRecordless, NO_RECORD } from "../model/no-record.ts";
import { rehearse } from "../model/rehearse.ts";
import { validateFlow } from "../model/validate-flow.ts";
import { BatchWorld } from "./batch-world.ts";
import type { FlowLibrary } from "./flow-library.ts";
import type { ProcessParts } from "./parts.ts";
import { rosterOf } from "./read-roster.ts";
import { dryRunSource } from "./world-source.ts";

const ROUNDS = 250;

/** What a rehearsal plays. */
export interface RehearsalInput {
  readonly app: string;
  readonly flow: FlowDocument;
  readonly record: string;
}

/** The draft as a flow, when it has the shape of one; FLOW_INVALID says what does not fit. */
export function draftOf(draft: unknown, { locale }: Actor): FlowDocument {
  const parsed = parseDocument(draft);
  if (parsed.ok && parsed.document.kind === "flow") return parsed.document;
  const details = parsed.ok ? [] : parsed.problems;
  const [first] = details;
  throw flowInvalid(
    { flow: "", reason: first ? `${first.path}: ${first.message[locale]}` : "kind" },
    { details },
  );
}

/** The draft as a flow that can run on the release in force; FLOW_INVALID names the first problem of one that cannot. */
export function draftFlow(draft: unknown, catalog: Catalog, actor: Actor): FlowDocument {
  const flow = draftOf(draft, actor);
  const problem = validateFlow(flow, catalog).find((candidate) => candidate.severity === "error");
  if (problem) throw flowInvalid({ flow: flow.name[actor.locale], reason: problem.message[actor.locale] });
  return flow;
}

/**
 * Plays a draft on one record: what would happen and why, with virtual time. Nothing is written; the actor sees only
 * what they may read. FLOW_INVALID names the first problem of a draft that cannot run.
 */
export async function rehearseFlow(
  parts: ProcessParts,
  library: FlowLibrary,
  actor: Actor,
  { app, flow: draft, record }: RehearsalInput,
): Promise<RouteOutput<typeof workRoutes.rehearseFlow>> {
  const { catalog } = parts.releases.current(app);
  const flow = draftFlow(draft, catalog, actor);
  const isAbout = !isRecordless(flow);
  const values = isAbout ? await parts.gateway.get(actor, app, flow.entity, record) : undefined;
  const roster = await rosterOf(parts.db, app, parts.clock.now());
  const compiled = library.compile(flow, catalog);
  const source = dryRunSource({ reader: parts.gateway, actor, app }, parts.db);
  const world = new BatchWorld({
    now: parts.clock.now(),
    timeZone: parts.timeZone,
    calendar: parts.releases.calendar(),
    roster,
    source,
    flow: compiled,
  });
  const about = values?.record ?? { id: NO_RECORD };
  world.put(flow.entity, about.id, about);
  const run = { entity: flow.entity, record: about.id, startedBy: actor.userId };
  for (let round = 0; round < ROUNDS; round += 1) {
    const played = rehearse(compiled, run, world);
    if (played.kind === "rehearsed")
      return {
        steps: played.steps.map((step) => ({
          node: step.node,
          text: step.text,
          exit: step.exit ?? "",
          elapsed: step.elapsed,
        })),
        results: Object.fromEntries(
          Object.entries(played.state.outputs ?? {}).map(([key, value]) => [`$${key}`, value]),
        ),
      };
    await world.fetch(played.needs);
  }
  throw flowInvalid({ flow: flow.name[actor.locale], reason: "…" });
}
