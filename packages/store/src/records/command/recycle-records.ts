import type { CompiledPool } from "@mortise/fields";
import { recycleRuleKey } from "@mortise/metadata";
import { sql } from "kysely";
import type { ChangeBatch, RecordChange } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { type DatabaseRow, selectList, textAt, toValues, type Values } from "../model/row-values.ts";
import { dueSql, heldSql, recycleInDatabase } from "../pool/recycle-in-database.ts";
import { type PoolRules, poolRules } from "../pool/pool-rules.ts";
import type { Command, RecycledGroup } from "../record-command.ts";
import { operationNotAllowed } from "../record-errors.ts";
import { accessForWrite, batchOf, isPerson, type Write, type Written } from "../session/write-session.ts";
import { storeChanges } from "./store-changes.ts";

type RecycleCommand = Extract<Command, { type: "recycle" }>;

/** Records of one round where they have to be looked at one by one. */
const ROUND = 2_000;

/**
 * Takes records of a pool from owners whose time with them is over: where the database can do it alone, in one
 * statement for all of them. Records under an approval that locks them, and those that somebody is writing just now,
 * are left for the next time.
 */
export async function recycleRecords(write: Write, command: RecycleCommand): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  const { model } = access;
  const rules = poolRules(model);
  const pool = rules?.find(command.pool);
  if (isPerson(write.actor) || !rules || !pool) throw operationNotAllowed({ operation: "回收 / recycle" });
  const groups: RecycledGroup[] = [];
  const batches: ChangeBatch[] = [];
  const keep = (records: readonly RecordChange[]): void => {
    if (records.length > 0) batches.push(batchOf(write, model.id, "updated", records));
    groups.push(...groupsOf(pool, records));
  };
  const toPools = pool.rules.filter(({ rule }) => rule.to.kind !== "manager");
  const keys = (some: CompiledPool["rules"]): readonly string[] =>
    some.map(({ rule }) => recycleRuleKey(pool.document.id, rule.id));
  const inDatabase = await recycleInDatabase(write, access, {
    pool,
    rules,
    keys: keys(toPools),
    limit: command.limit,
  });
  if (inDatabase) keep(inDatabase);
  const left = inDatabase ? pool.rules.filter((one) => !toPools.includes(one)) : pool.rules;
  let count = inDatabase?.length ?? 0;
  while (left.length > 0 && count < command.limit) {
    const limit = Math.min(ROUND, command.limit - count);
    const records = await recycleRound(write, model, { pool, rules, keys: keys(left), limit, command });
    keep(records);
    count += records.length;
    if (records.length < limit) break;
  }
  if (count < command.limit) await putOff(write, model, command.pool);
  return { ids: [], revisions: [], batches, count, recycled: groups };
}

/** What an approval keeps from being taken back is looked at again so much later. */
const AGAIN_MS = 10 * 60_000;

async function putOff({ session }: Write, model: EntityModel, pool: string): Promise<void> {
  const again = new Date(session.now.getTime() + AGAIN_MS).toISOString();
  await sql`update ${model.home} as u set pool_due_at = ${again}::timestamptz
    where u.id in (select t.id from ${model.table} as t where ${heldSql({ session }, pool)}
      for no key update of t skip locked)`.execute(session.db);
}

interface Round {
  readonly pool: CompiledPool;
  readonly rules: PoolRules;
  readonly keys: readonly string[];
  readonly limit: number;
  readonly command: RecycleCommand;
}

async function recycleRound(
  write: Write,
  model: EntityModel,
  { pool, rules, keys, limit, command }: Round,
): Promise<readonly RecordChange[]> {
  const { rows } = await sql<DatabaseRow>`
    select ${selectList(model.columns)} from ${model.table} as t
    where ${dueSql(write, { pool: pool.document.id, keys })}
    order by t.recycle_at limit ${limit} ${SKIPPING(model)}`.execute(write.session.db);
  const byRule = new Map(
    pool.rules.map(({ rule }) => [recycleRuleKey(pool.document.id, rule.id), rule] as const),
  );
  const made: RecordChange[] = [];
  const records = rows.map((row) => toValues(row, model));
  for (const [key, group] of Map.groupBy(records, (values) => textAt(values, "recycle_rule"))) {
    const rule = byRule.get(key);
    if (!rule) continue;
    const { name, to } = rule;
    const changes = group.map((before) => {
      const manager = to.kind === "manager" ? command.managers[textAt(before, "owner")] : undefined;
      const target = targetPool(write, { rules, before, named: to.kind === "pool" ? to.pool : undefined });
      return {
        before,
        after: { ...before, owner: manager ?? null, ...(manager === undefined ? { pool: target } : {}) },
      };
    });
    const note = name.zh || name.en;
    for (const [type, some] of Map.groupBy(changes, ({ after }) =>
      after.owner === null ? "released" : "assigned",
    ))
      made.push(...(await storeChanges(write, model, { type, changes: some, looksBack: true, note })));
  }
  return made;
}

/** A lock that another writer holds is not waited for; entities in several tables are locked by their main table. */
const SKIPPING = (model: EntityModel) =>
  model.parts.length === 0 ? sql`for no key update of t skip locked` : sql``;

function targetPool(
  write: Write,
  {
    rules,
    before,
    named,
  }: { readonly rules: PoolRules; readonly before: Values; readonly named: string | undefined },
): string {
  return named ?? rules.choose(rules.see(before, write.session.now)).document.id;
}

/** Together by owner, rule and where they went. */
function groupsOf(pool: CompiledPool, records: readonly RecordChange[]): readonly RecycledGroup[] {
  const ruleOf = new Map(
    pool.rules.map(({ rule }) => [recycleRuleKey(pool.document.id, rule.id), rule.id] as const),
  );
  const groups = Map.groupBy(records, ({ before, after }) =>
    [before?.["owner"], before?.["recycle_rule"], after["pool"], after["owner"]].map(String).join(" "),
  );
  return [...groups.values()].flatMap((group): readonly RecycledGroup[] => {
    const [first] = group;
    if (!first?.before) return [];
    const to = first.after["owner"];
    return [
      {
        owner: textAt(first.before, "owner"),
        rule: ruleOf.get(textAt(first.before, "recycle_rule")) ?? "",
        pool: textAt(first.after, "pool"),
        to: typeof to === "string" ? to : null,
        ids: group.map(({ id }) => id),
      },
    ];
  });
}
