import { localize, type LocalizedText } from "@mortise/kit";
import {
  type Actor,
  lockFlow,
  type RecordQuery,
  type RecordReader,
  type RecordValues,
  systemActor,
  type WriteTransaction,
} from "@mortise/store";
import { buttonAsks, buttonForOne, buttonNotNow, buttonNotYours, flowNotFound } from "../errors.ts";
import type { CompiledFlow } from "../model/compiled-flow.ts";
import type { Values } from "../model/effect.ts";
import { flowButton, meetsCondition, triggerAsksForPeople } from "../model/match-trigger.ts";
import type { FlowButton } from "../model/trigger-type.ts";
import type { FlowLibrary } from "./flow-library.ts";
import type { ProcessParts } from "./parts.ts";
import { rosterOf } from "./read-roster.ts";
import { startNoted } from "./starts/note-starts.ts";
import { readRecords } from "./world-source.ts";

/** Records of one entity. */
export interface ChosenRecords {
  readonly app: string;
  readonly entity: string;
  readonly ids: readonly string[];
}

/** A button that may be pressed, and for which of the records. */
export interface OfferedButton extends FlowButton {
  readonly flow: string;
  readonly ids: readonly string[];
}

/** The buttons of flows that an actor may press for some of the records: by role, by sight and by the condition of each. */
export async function offeredButtons(
  parts: ProcessParts,
  library: FlowLibrary,
  actor: Actor,
  { app, entity, ids }: ChosenRecords,
): Promise<readonly OfferedButton[]> {
  const offered = library.enabled(app, entity).flows.flatMap((flow) => {
    const button = flowButton(flow.document);
    return button && mayPress(actor, app, button) && (button.many || ids.length === 1)
      ? [{ flow, button }]
      : [];
  });
  if (offered.length === 0 || !parts.gateway.permissionSummary(actor, app, entity).read) return [];
  const seen = await seenAmong(parts.gateway, actor, { app, entity, ids });
  const records = await completeRecords(parts.gateway, { app, entity, ids: seen });
  const meets = await conditionAt(parts, actor, {
    app,
    flows: offered.map(({ flow }) => flow),
    now: parts.clock.now(),
  });
  return offered.flatMap(({ flow, button }) => {
    const fitting = records.filter((record) => meets(flow, record)).map(({ id }) => id);
    return fitting.length === 0 ? [] : [{ flow: flow.document.id, ...button, ids: fitting }];
  });
}

/** A button that is pressed, with what was filled in first. */
export interface ButtonPress {
  readonly app: string;
  readonly flow: string;
  readonly ids: readonly string[];
  readonly values: RecordValues;
}

/** For how many records the flow was started, and for how many not. */
export interface PressResult {
  readonly started: number;
  readonly skipped: number;
}

/**
 * Presses a button: what was filled in is saved under the actor's rights and the flow starts for each record whose
 * condition holds, all in one transaction. Presses of one flow wait for each other, so that each finds what the other did.
 */
export async function pressButton(
  parts: ProcessParts,
  library: FlowLibrary,
  actor: Actor,
  press: ButtonPress,
): Promise<PressResult> {
  const { app, ids } = press;
  const { flow, release, button } = findButton(parts, library, press);
  const { entity } = flow.document;
  if (!mayPress(actor, app, button)) throw buttonNotYours();
  if (!button.many && ids.length > 1) throw buttonForOne();
  checkAsked(parts, { app, entity, button, values: press.values });
  const cause = { type: actor.userId === null ? "api" : "user", label: button.label.zh } as const;
  return parts.gateway.transaction(actor, cause, async (transaction) => {
    await lockFlow(transaction.db, { app, flow: flow.document.id });
    const seen = await seenAmong(transaction, actor, { app, entity, ids });
    const meets = await conditionAt(parts, actor, { app, flows: [flow], now: transaction.now });
    const before = await completeRecords(transaction, { app, entity, ids: seen });
    const fitting = before.filter((record) => meets(flow, record)).map(({ id }) => id);
    if (fitting.length === 0) throw buttonNotNow();
    const changes = fitting.map((id) => ({ id, values: press.values }));
    if (Object.keys(press.values).length > 0)
      await transaction.execute(actor, app, [{ type: "update", entity, changes }], cause);
    const records = await completeRecords(transaction, { app, entity, ids: fitting });
    const roster = await rosterOf(transaction.db, app, transaction.now);
    const { zh, en } = button.label;
    const runs = await startNoted(
      parts,
      { transaction, app, startedBy: actor.userId, flow, release, roster },
      { records, why: { zh: `按下“${zh}”`, en: `Pressed “${en}”` } },
    );
    if (runs.length === 0) throw buttonNotNow();
    return { started: runs.length, skipped: ids.length - runs.length };
  });
}

function findButton(parts: ProcessParts, library: FlowLibrary, { app, flow: id }: ButtonPress) {
  const entity = parts.releases.current(app).catalog.find("flow", id)?.entity;
  const { release, flows } = entity === undefined ? NO_FLOWS : library.enabled(app, entity);
  const flow = flows.find(({ document }) => document.id === id);
  const button = flow && flowButton(flow.document);
  if (!flow || !button) throw flowNotFound({ flow: id });
  return { flow, release, button };
}

const NO_FLOWS: ReturnType<FlowLibrary["enabled"]> = { release: 0, flows: [] };

function mayPress(actor: Actor, app: string, { roles }: FlowButton): boolean {
  return actor.admin || roles.length === 0 || (actor.roles[app] ?? []).some((role) => roles.includes(role));
}

/** Only what the button asks for may be filled in; refuses with what is missing, field by field. */
function checkAsked(
  parts: ProcessParts,
  {
    app,
    entity,
    button,
    values,
  }: {
    readonly app: string;
    readonly entity: string;
    readonly button: FlowButton;
    readonly values: RecordValues;
  },
): void {
  const { catalog } = parts.releases.current(app);
  const nameOf = (id: string): LocalizedText => catalog.field(entity, id)?.name ?? { zh: id, en: id };
  const about = (id: string, zh: string, en: string) => ({
    path: id,
    message: { zh: `“${localize(nameOf(id), "zh")}”${zh}`, en: `"${localize(nameOf(id), "en")}" ${en}` },
  });
  const others = Object.keys(values).filter((id) => !button.ask.includes(id));
  const missing = button.must ? button.ask.filter((id) => isEmpty(values[id])) : [];
  const details = [
    ...others.map((id) => about(id, "不由这个按钮填写", "is not asked for by this button")),
    ...missing.map((id) => about(id, "必须填写", "has to be filled in")),
  ];
  if (details.length > 0) throw buttonAsks({}, { details });
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

type Reader = Pick<WriteTransaction, "query">;

const chosen = (ids: readonly string[]): Pick<RecordQuery, "filter" | "limit"> => ({
  filter: { in: [{ var: "id" }, [...new Set(ids)]] },
  limit: ids.length,
});

/** Which of some records the actor sees; those in the bin are left out. */
async function seenAmong(
  reader: Reader,
  actor: Actor,
  { app, entity, ids }: ChosenRecords,
): Promise<readonly string[]> {
  const page = await reader.query(actor, app, { entity, fields: [], ...chosen(ids) });
  return page.items.map(({ id }) => id);
}

/** Records with all their values, as flows see them. */
function completeRecords(reader: RecordReader, { app, entity, ids }: ChosenRecords) {
  return readRecords({ reader, actor: systemActor, app }, entity, ids);
}

/** Whether records meet the conditions of flows for whoever presses their buttons. */
async function conditionAt(
  parts: ProcessParts,
  actor: Actor,
  { app, flows, now }: { readonly app: string; readonly flows: readonly CompiledFlow[]; readonly now: Date },
): Promise<(flow: CompiledFlow, record: Values) => boolean> {
  const roster = flows.some(triggerAsksForPeople) ? await rosterOf(parts.db, app, now) : undefined;
  const { timeZone } = parts;
  const moment = { now, timeZone, calendar: parts.releases.calendar(), user: actor.userId, roster };
  return (flow, record) => meetsCondition(flow, record, moment);
}
