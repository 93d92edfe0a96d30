import type { delegationRoutes, RouteOutput } from "@mortise/contract";
import { newId } from "@mortise/kit";
import {
  type Actor,
  delegationsFrom,
  type DelegationRow,
  delegationsOf,
  endDelegation,
  findDelegation,
  insertDelegation,
  lockDelegations,
  readRoster,
  writeAudit,
  type WriteTransaction,
  writeJournal,
} from "@mortise/store";
import {
  delegationCircle,
  delegationInvalid,
  delegationNotFound,
  delegationOverlap,
  notForOthers,
  personNotFound,
} from "../../errors.ts";
import { conflictOf, type DelegationScope } from "../../model/delegation.ts";
import type { ProcessParts } from "../parts.ts";
import { delegationOf, rosterOf } from "../read-roster.ts";
import { delegationChoices } from "./choices.ts";

type DelegationList = RouteOutput<typeof delegationRoutes.listDelegations>;

/** A delegation that is to be set up. */
export interface NewDelegation {
  /** Whose work; the actor's own when absent, anybody's only for administrators. */
  readonly account?: string | undefined;
  readonly delegate: string;
  /** ISO moments. */
  readonly from: string;
  readonly until: string;
  /** Null: all work. */
  readonly scope: readonly DelegationScope[] | null;
  readonly reason?: string | undefined;
}

/** 委托: who stands in for whom, set up by people themselves or by administrators. */
export interface Delegations {
  /** Those of the actor and to the actor, the latest first. */
  list(actor: Actor): Promise<DelegationList>;
  /** FLOW_PERSON_NOT_FOUND, FLOW_DELEGATION_INVALID, FLOW_DELEGATION_OVERLAP, FLOW_DELEGATION_CIRCLE. */
  create(actor: Actor, made: NewDelegation): Promise<DelegationList>;
  /** Ends one at once; what has come to the delegate by then stays with them. FLOW_DELEGATION_NOT_FOUND. */
  end(actor: Actor, id: string): Promise<DelegationList>;
  /** Apps that the actor uses, with their flows that ask people. */
  choices(actor: Actor): RouteOutput<typeof delegationRoutes.delegationChoices>;
}

/** A delegation lasts so long at most: who is away for longer sets up another one. */
const MOST_MS = 366 * 86_400_000;
const YOURS = { zh: "审批和任务委托给你", en: "Approvals and tasks are delegated to you" };

/** Delegations over the journal. */
export function createDelegations(parts: ProcessParts): Delegations {
  const list = (actor: Actor) => listFor(parts, actor);
  const write = async (actor: Actor, work: (transaction: WriteTransaction) => Promise<void>) => {
    await parts.gateway.transaction(actor, { type: "user", label: "委托" }, work);
    return list(actor);
  };
  return {
    list,
    create: (actor, made) => write(actor, (transaction) => create(transaction, actor, made)),
    end: (actor, id) => write(actor, (transaction) => end(transaction, actor, id)),
    choices: (actor) => delegationChoices(parts, actor),
  };
}

async function listFor(parts: ProcessParts, actor: Actor): Promise<DelegationList> {
  if (actor.userId === null) return { items: [] };
  const now = parts.clock.now();
  const own = await delegationsOf(parts.db, actor.userId);
  // Administrators see what holds for anybody, so that they can end it.
  const others = actor.admin ? await delegationsFrom(parts.db, now) : [];
  const rows = [...own, ...others.filter((other) => own.every(({ id }) => id !== other.id))];
  const { users } = rows.length === 0 ? { users: [] } : await readRoster(parts.db, "");
  const names = new Map(users.map((user) => [user.id, user.name]));
  return {
    items: rows.map((row) => ({
      id: row.id,
      account: row.account,
      accountName: names.get(row.account) ?? "",
      delegate: row.delegate,
      delegateName: names.get(row.delegate) ?? "",
      from: row.from_at,
      until: row.ended_at ?? row.until_at,
      scope: row.scope && row.scope.map((one) => ({ ...one })),
      reason: row.reason,
      state: stateOf(row, now),
      mayEnd: mayEnd(actor, row) && stateOf(row, now) !== "over",
    })),
  };
}

function stateOf({ from_at, until_at, ended_at }: DelegationRow, now: Date): "coming" | "now" | "over" {
  if (ended_at !== null || Date.parse(until_at) <= now.getTime()) return "over";
  return Date.parse(from_at) > now.getTime() ? "coming" : "now";
}

function mayEnd(actor: Actor, row: DelegationRow): boolean {
  return actor.admin || row.account === actor.userId;
}

async function create(transaction: WriteTransaction, actor: Actor, made: NewDelegation): Promise<void> {
  const { db, now } = transaction;
  const account = made.account ?? actor.userId;
  if (account === null || (account !== actor.userId && !actor.admin)) throw notForOthers();
  checkTimes(made, now);
  await lockDelegations(db);
  const roster = await rosterOf(db, "", now);
  const people = [account, made.delegate].map((id) => roster.users.find((user) => user.id === id));
  if (people.some((user) => !user?.active)) throw personNotFound();
  if (account === made.delegate) throw invalid("delegate", SELF);
  const row: DelegationRow = {
    id: newId(now.getTime()),
    account,
    delegate: made.delegate,
    from_at: made.from,
    until_at: made.until,
    scope: made.scope,
    reason: made.reason?.trim() || null,
    created_by: actor.userId,
    created_at: now.toISOString(),
    ended_at: null,
  };
  const conflict = conflictOf((await delegationsFrom(db, now)).map(delegationOf), delegationOf(row));
  const nameOf = (id: string): string => roster.users.find((user) => user.id === id)?.name ?? "";
  if (conflict?.kind === "overlap") throw delegationOverlap();
  if (conflict) throw delegationCircle({ people: conflict.through.map(nameOf).join(" → ") });
  await insertDelegation(db, row);
  const details = {
    account: nameOf(account),
    delegate: nameOf(made.delegate),
    from: made.from,
    until: made.until,
  };
  await writeAudit(db, { kind: "delegation", actor: actor.userId, at: now, details });
  await tellDelegate(transaction, row, nameOf(account));
}

const SELF = { zh: "不能委托给自己", en: "Choose somebody else than yourself" };
const WRONG_ORDER = { zh: "结束时间要晚于开始时间", en: "The end must come after the beginning" };
const PAST = { zh: "结束时间已经过去", en: "The end has passed already" };
const TOO_LONG = { zh: "一次最多委托一年", en: "A delegation lasts a year at most" };

function invalid(path: string, message: { readonly zh: string; readonly en: string }): Error {
  return delegationInvalid({}, { details: [{ path, message }] });
}

function checkTimes({ from, until, scope }: NewDelegation, now: Date): void {
  if (Date.parse(until) <= Date.parse(from)) throw invalid("until", WRONG_ORDER);
  if (Date.parse(until) <= now.getTime()) throw invalid("until", PAST);
  if (Date.parse(until) - Date.parse(from) > MOST_MS) throw invalid("until", TOO_LONG);
  if (scope?.length === 0)
    throw invalid("scope", { zh: "请选择至少一个应用或流程", en: "Choose at least one app or flow" });
}

async function tellDelegate({ db, now }: WriteTransaction, row: DelegationRow, from: string): Promise<void> {
  const title = { zh: `${from}的${YOURS.zh}`, en: `${YOURS.en} by ${from}` };
  const reason = row.reason ?? "";
  const notifications = [
    {
      id: newId(now.getTime()),
      account: row.delegate,
      app: null,
      entity: null,
      record: null,
      title,
      body: { zh: reason, en: reason },
      at: now.toISOString(),
      read_at: null,
    },
  ];
  await writeJournal(db, { notifications });
}

async function end({ db, now }: WriteTransaction, actor: Actor, id: string): Promise<void> {
  const row = await findDelegation(db, id);
  if (!row || !mayEnd(actor, row)) throw delegationNotFound();
  await endDelegation(db, id, now);
  const { users } = await readRoster(db, "");
  const nameOf = (account: string): string => users.find((user) => user.id === account)?.name ?? "";
  const details = { account: nameOf(row.account), delegate: nameOf(row.delegate), ended: true };
  await writeAudit(db, { kind: "delegation", actor: actor.userId, at: now, details });
}
