import { AppError, type Json, type LocalizedText, newId } from "@mortise/kit";
import {
  type Cause,
  type Command,
  type CommandResult,
  type FlowHook,
  type HookCall,
  hookByToken,
  keepHookCall,
  systemActor,
  type WriteTransaction,
} from "@mortise/store";
import { hookNotFound, hookNotFromHere, hookNotSigned } from "../../errors.ts";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import type { Hook } from "../../model/hook.ts";
import { meetsCondition } from "../../model/match-trigger.ts";
import { Settings } from "../../model/settings.ts";
import { findTrigger } from "../../triggers/index.ts";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";
import { rosterOf } from "../read-roster.ts";
import { startNoted } from "../starts/note-starts.ts";
import { readRecords } from "../world-source.ts";
import { isListed, isSignedWith, secretOf } from "./hook-keys.ts";
import { readSent } from "./read-sent.ts";

/** What another system sent to an address. */
export interface ReceivedCall {
  readonly token: string;
  readonly body: Json;
  /** The body as it came, which is what was signed. */
  readonly raw: Buffer;
  readonly peer: string;
  readonly signature: string | undefined;
  /** A key under which a repeated call gives the first answer instead of writing twice. */
  readonly key: string | undefined;
}

/**
 * What is answered: the record, and the text that the flow wants to be answered instead. Neither for a flow that was never
 * published: the call is only kept as a sample for its builder.
 */
export interface HookAnswer {
  readonly id?: string;
  readonly reply?: string;
}

/** A flow that takes what is sent to its address. */
interface Receiver {
  readonly parts: ProcessParts;
  readonly app: string;
  readonly release: number;
  readonly flow: CompiledFlow;
  readonly hook: Hook;
}

/** Calls larger than this are not kept to be looked at, in characters. */
const LARGEST_KEPT = 64_000;

/**
 * Takes a call: its record is written and the flow starts for it in one transaction. The call is kept with what became
 * of it. FLOW_HOOK_NOT_FOUND, FLOW_HOOK_NOT_FROM_HERE, FLOW_HOOK_NOT_SIGNED, FLOW_HOOK_UNREADABLE, and what any write may refuse.
 */
export async function receive(
  parts: ProcessParts,
  library: FlowLibrary,
  call: ReceivedCall,
): Promise<HookAnswer> {
  const known = await hookByToken(parts.db, call.token);
  if (!known) throw hookNotFound();
  const receiver = receiverOf(parts, library, known);
  if (!receiver) return sample(parts, known, call);
  const { hook } = receiver;
  if (!isListed(hook.addresses, call.peer)) throw hookNotFromHere({ peer: call.peer });
  const secret = secretOf(parts.secret, call.token);
  if (hook.isSigned && !isSignedWith(secret, call.signature, call.raw)) throw hookNotSigned();
  try {
    const id = await take(receiver, call);
    await keep(parts, known, call, { record: id, problem: null });
    return { id, ...(hook.reply === undefined ? {} : { reply: hook.reply }) };
  } catch (error) {
    if (error instanceof AppError) await keep(parts, known, call, { record: null, problem: fullText(error) });
    throw error;
  }
}

/** A call to a flow that takes none: kept, so that its builder sees what comes; refused unless it was never published. */
async function sample(parts: ProcessParts, hook: FlowHook, call: ReceivedCall): Promise<HookAnswer> {
  const isKnown = parts.releases.apps().includes(hook.app);
  const isDraft = isKnown && !parts.releases.current(hook.app).catalog.find("flow", hook.flow);
  await keep(parts, hook, call, { record: null, problem: isDraft ? NOT_PUBLISHED : SWITCHED_OFF });
  if (isDraft) return {};
  throw hookNotFound();
}

const NOT_PUBLISHED: LocalizedText = {
  zh: "流程还没有发布，只记下样例",
  en: "The flow is not published yet: kept as a sample only",
};
const SWITCHED_OFF: LocalizedText = {
  zh: "流程没有启用，或者不再由其他系统触发",
  en: "The flow is switched off, or no longer started by other systems",
};

/** Keeps a call to be looked at, with what became of it. */
async function keep(
  { db, clock }: ProcessParts,
  { app, flow }: FlowHook,
  call: ReceivedCall,
  outcome: Pick<HookCall, "record" | "problem">,
): Promise<void> {
  const at = clock.now();
  const body = call.raw.length > LARGEST_KEPT ? null : call.body;
  const { peer } = call;
  await keepHookCall(db, {
    id: newId(at.getTime()),
    app,
    flow,
    at: at.toISOString(),
    peer,
    body,
    ...outcome,
  });
}

/** What a refusal says, field by field. */
function fullText({ text, details }: AppError): LocalizedText {
  const say = (locale: "zh" | "en"): string =>
    [text, ...details.map(({ message }) => message)]
      .map((words) => words[locale])
      .join(locale === "zh" ? "；" : "; ");
  return { zh: say("zh"), en: say("en") };
}

function receiverOf(
  parts: ProcessParts,
  library: FlowLibrary,
  { app, flow: id }: FlowHook,
): Receiver | undefined {
  if (!parts.releases.apps().includes(app)) return undefined;
  const entity = parts.releases.current(app).catalog.find("flow", id)?.entity;
  if (entity === undefined) return undefined;
  const { release, flows } = library.enabled(app, entity);
  const flow = flows.find(({ document }) => document.id === id);
  const trigger = flow?.document.trigger;
  const hook = trigger && findTrigger(trigger.type)?.hook?.(new Settings(trigger.settings));
  return flow && hook ? { parts, app, release, flow, hook } : undefined;
}

async function take(receiver: Receiver, call: ReceivedCall): Promise<string> {
  const { parts, app, flow, hook } = receiver;
  const { entity, name } = flow.document;
  const { catalog } = parts.releases.current(app);
  const roster = await rosterOf(parts.db, app, parts.clock.now());
  const { gateway: reader, timeZone } = parts;
  const values = await readSent({ app, entity, catalog, reader, roster, timeZone }, hook, call.body);
  const command: Command =
    hook.match.length > 0
      ? { type: "upsert", entity, keys: hook.match, rows: [values] }
      : { type: "create", entity, rows: [values] };
  const key = call.key ? { idempotencyKey: `flow-hook/${call.token}/${call.key.slice(0, 200)}` } : {};
  const cause: Cause = { type: "api", label: name.zh || name.en, ...key };
  const after = (transaction: WriteTransaction, result: CommandResult): Promise<void> =>
    startFor(receiver, transaction, result.results[0]?.ids ?? []);
  const { results } = await parts.gateway.execute(systemActor, app, [command], cause, { after });
  return results[0]?.ids[0] ?? "";
}

async function startFor(
  { parts, app, release, flow }: Receiver,
  transaction: WriteTransaction,
  ids: readonly string[],
): Promise<void> {
  const { db, now } = transaction;
  const reading = { reader: transaction, actor: systemActor, app };
  const records = await readRecords(reading, flow.document.entity, ids);
  const roster = await rosterOf(db, app, now);
  const moment = { now, user: null, roster, timeZone: parts.timeZone, calendar: parts.releases.calendar() };
  const fitting = records.filter((record) => meetsCondition(flow, record, moment));
  await startNoted(
    parts,
    { transaction, app, startedBy: null, flow, release, roster },
    { records: fitting, why: SENT },
  );
}

const SENT = { zh: "其他系统发来了数据", en: "Another system sent data" };
