import type { PoolDocument, RecycleRule } from "@mortise/metadata";
import { recycleRuleKey } from "@mortise/metadata";
import {
  type Cause,
  keepRecycleDecisions,
  type RecycledGroup,
  systemActor,
  type WriteTransaction,
} from "@mortise/store";
import { RECYCLE_FACTS, recycleWhy } from "../../model/pools/recycle-reason.ts";
import type { Roster } from "../../model/roster.ts";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";
import { rosterOf } from "../read-roster.ts";
import { startNoted } from "../starts/note-starts.ts";
import { readRecords } from "../world-source.ts";
import type { OverduePool } from "./pooled-entities.ts";
import { tellRecycled } from "./tell-recycled.ts";

/** Records that are taken back in one transaction: few statements for all of them, and no lock for long. */
const AT_ONCE = 20_000;

/**
 * Takes back what is due of a pool, with the reason for every record; says how many records. Records, history, decisions,
 * messages and flows that assign anew are one transaction: after a crash it has happened or it has not.
 */
export async function recyclePool(
  parts: ProcessParts,
  library: FlowLibrary,
  overdue: OverduePool,
): Promise<number> {
  const { pooled, pool } = overdue;
  const { app, entity } = pooled;
  const label = pool.name.zh || pool.name.en;
  const cause: Cause = { type: "pool", id: pool.id, label };
  return parts.gateway.transaction(systemActor, cause, async (transaction) => {
    const roster = await rosterOf(transaction.db, app, transaction.now);
    const managers = managersFor(pool, roster);
    const { results, changeSet } = await transaction.execute(
      systemActor,
      app,
      [{ type: "recycle", entity, pool: pool.id, limit: AT_ONCE, managers }],
      cause,
    );
    const groups = results[0]?.recycled ?? [];
    if (groups.length > 0) {
      await keepWhy(parts, transaction, overdue, { groups, changeSet });
      await tellRecycled(transaction, overdue, { groups, roster, parts });
      await assignAnew(parts, library, { transaction, overdue, groups, roster });
    }
    return results[0]?.count ?? 0;
  });
}

/** The manager of each person, where a rule asks for one. */
function managersFor({ recycling }: PoolDocument, roster: Roster): Readonly<Record<string, string>> {
  const asks = recycling?.rules.some(({ to }) => to.kind === "manager") ?? false;
  if (!asks) return {};
  return Object.fromEntries(
    roster.users.flatMap(({ id }) => {
      const manager = roster.managersOf(id).find((one) => one.active && one.id !== id);
      return manager ? [[id, manager.id] as const] : [];
    }),
  );
}

interface Recycled {
  readonly groups: readonly RecycledGroup[];
  readonly changeSet: string;
}

async function keepWhy(
  parts: ProcessParts,
  { db }: WriteTransaction,
  { pooled, pool }: OverduePool,
  { groups, changeSet }: Recycled,
): Promise<void> {
  const ways = Map.groupBy(groups, ({ rule, pool: target, to }) => `${rule} ${target} ${to === null}`);
  const reasons = [...ways.values()].flatMap(([first]) => {
    const rule = first && ruleOf(pool, first);
    const target = pooled.pools.find(({ id }) => id === first?.pool);
    if (!first || !rule || !target) return [];
    const toOwner = first.to !== null;
    const why = recycleWhy(pool, { rule, target, toOwner });
    return [{ rule: recycleRuleKey(pool.id, rule.id), pool: target.id, toOwner, why }];
  });
  await keepRecycleDecisions(db, {
    app: pooled.app,
    entity: pooled.entity,
    changeSet,
    release: pooled.release,
    pool: { id: pool.id, name: pool.name.zh || pool.name.en },
    reasons,
    facts: RECYCLE_FACTS,
    timeZone: parts.timeZone,
  });
}

function ruleOf({ recycling }: PoolDocument, { rule }: RecycledGroup): RecycleRule | undefined {
  return recycling?.rules.find(({ id }) => id === rule);
}

interface Assigning {
  readonly transaction: WriteTransaction;
  readonly overdue: OverduePool;
  readonly groups: readonly RecycledGroup[];
  readonly roster: Roster;
}

/** Flows that rules name assign what these took back. */
async function assignAnew(
  parts: ProcessParts,
  library: FlowLibrary,
  { transaction, overdue, groups, roster }: Assigning,
): Promise<void> {
  const { pooled, pool } = overdue;
  const { app, entity } = pooled;
  for (const [id, own] of Map.groupBy(groups, ({ rule }) => rule)) {
    const rule = pool.recycling?.rules.find((one) => one.id === id);
    if (rule?.to.kind !== "flow") continue;
    const { flow: named } = rule.to;
    const { release, flows } = library.enabled(app, entity);
    const flow = flows.find(({ document }) => document.id === named);
    if (!flow) continue;
    const reading = { reader: transaction, actor: systemActor, app };
    const records = await readRecords(
      reading,
      entity,
      own.flatMap(({ ids }) => ids),
    );
    const { zh, en } = pool.name;
    const why = {
      zh: `“${zh || en}”按规则“${rule.name.zh || rule.name.en}”收回，重新分配`,
      en: `Taken back by the rule “${rule.name.en || rule.name.zh}” of “${en || zh}”, assigned anew`,
    };
    await startNoted(parts, { transaction, app, startedBy: null, flow, release, roster }, { records, why });
  }
}
