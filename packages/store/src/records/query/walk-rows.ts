import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { cursorInvalid } from "../record-errors.ts";
import { allOf, type Sql } from "../sql-text.ts";
import { runStatement, Slot, type SlotValues } from "../statement/compiled-statement.ts";
import { collectedSql } from "./collected-rows.ts";
import { MOST_HITS } from "./hit-plan.ts";
import { type PagePlan, plannedStatement, type WalkPlan } from "./page-plan.ts";
import { beyondSql, type Direction, orderBySql } from "./sort-order.ts";

/** A row from which a list is walked on, without the row itself. */
export interface Walk {
  readonly from?: readonly (string | null)[] | undefined;
  readonly direction: Direction;
  /** So many rows at most, one more than shown to know whether others follow. */
  readonly most: number;
  readonly offset: number;
}

/** A list that is asked for. */
export interface AskedPage {
  readonly plan: PagePlan;
  /** The values of the slots of the keyword. */
  readonly keyword: SlotValues;
}

/** Rows in the direction of the walk. */
export interface WalkedRows {
  readonly rows: readonly DatabaseRow[];
  /** How many rows fit from there on, when they were collected. */
  readonly collected?: number;
}

/** Further than that a list is not counted, and so not collected to be counted on the way. */
const MOST_COUNTED = 10_000;

/** What the newest rows said of a keyword is believed for so long. */
const STAYS_COMMON_MS = 30_000;
/** Common keywords that are remembered for a list. */
const MOST_COMMON = 100;

/** Reads some rows of a list, by walking its order or by collecting and sorting what fits. */
export async function walkRows(
  db: Kysely<SystemDatabase>,
  { plan, keyword }: AskedPage,
  walk: Walk,
): Promise<WalkedRows> {
  const { from } = walk;
  const { inOrder, collected } = walkPlan(db, plan, walk);
  const slots: SlotValues = {
    ...keyword,
    ...Object.fromEntries((from ?? []).map((value, index) => [slotName(index), value])),
  };
  try {
    if (collected && !isKnownCommon(plan, keyword)) {
      const rows = await collected.run<DatabaseRow>(db, slots);
      const found = Number(rows[0]?.["$collected"] ?? 0);
      if (found > 0 && found <= mostCollected(plan)) return { rows, collected: found };
      if (found === 0 && !(await isCommon(db, plan, keyword))) return { rows, collected: found };
    }
    return { rows: await inOrder.run(db, slots) };
  } catch (error) {
    throw from !== undefined && isCastError(error) ? cursorInvalid({}, { cause: error }) : error;
  }
}

function walkPlan(db: Kysely<SystemDatabase>, plan: PagePlan, walk: Walk): WalkPlan {
  const { from, direction, most, offset } = walk;
  // Empty values are compared otherwise than others: only where there are none is the place a value of the run.
  const isKept = from === undefined || plan.isNewestFirst;
  const key = `${direction} ${from !== undefined} ${most} ${offset}`;
  const known = isKept ? plan.walks.get(key) : undefined;
  if (known) return known;
  const place = isKept ? from?.map((_, index) => new Slot(slotName(index))) : from;
  const beyond = place === undefined ? [] : [beyondSql(plan.order, place, direction)];
  const collected = mayCollect(plan, walk) ? { collected: collectedRows(db, plan, walk, beyond) } : {};
  const made = { inOrder: plannedStatement(db, plan.access, inOrderSql(plan, walk, beyond)), ...collected };
  if (isKept) plan.walks.set(key, made);
  return made;
}

function slotName(index: number): string {
  return `from${index}`;
}

function inOrderSql(plan: PagePlan, { direction, most, offset }: Walk, beyond: readonly Sql[]): Sql {
  const { table } = plan.access.model;
  const place = sql`order by ${orderBySql(plan.order, direction)} limit ${sql.lit(most)}`;
  const walked = allOf([...plan.walked, ...beyond]);
  // Skipped rows are walked by their ids alone: an index that holds the order is enough, and nothing of them is shown.
  const wanted =
    offset === 0
      ? sql`${walked} ${place}`
      : sql`t.id = any(array(select t.id from ${table} as t where ${walked} ${place} offset ${sql.lit(offset)})) ${place}`;
  return sql`select ${plan.list} from ${table} as t where ${wanted}`;
}

/** Keywords are collected wherever the page stands; for the count, all rows from the beginning. */
function mayCollect(plan: PagePlan, { from, direction, offset }: Walk): boolean {
  if (plan.common) return true;
  return plan.isCollected && from === undefined && direction === "forward" && offset === 0;
}

function mostCollected({ common }: PagePlan): number {
  return common ? MOST_HITS : MOST_COUNTED;
}

function collectedRows(db: Kysely<SystemDatabase>, plan: PagePlan, walk: Walk, beyond: readonly Sql[]) {
  const { access, list, order, common } = plan;
  const page = { access, list, order, walk, conditions: [...plan.conditions, ...beyond] };
  const bounds = { most: mostCollected(plan), ...(common ? { unless: common.condition } : {}) };
  return plannedStatement(db, access, collectedSql(page, bounds));
}

/** Nothing was collected: because there is nothing, or because the keyword is too common for it. */
async function isCommon(
  db: Kysely<SystemDatabase>,
  { common }: PagePlan,
  keyword: SlotValues,
): Promise<boolean> {
  if (!common) return false;
  const [row] = await runStatement<{ readonly common: boolean }>(db, common.statement, keyword);
  if (row?.common !== true) return false;
  if (common.until.size >= MOST_COMMON) common.until.clear();
  common.until.set(JSON.stringify(keyword), performance.now() + STAYS_COMMON_MS);
  return true;
}

function isKnownCommon({ common }: PagePlan, keyword: SlotValues): boolean {
  if (!common || common.until.size === 0) return false;
  return (common.until.get(JSON.stringify(keyword)) ?? 0) > performance.now();
}

/** PostgreSQL could not read a value as the type it should have: only a cursor's values come as bare text. */
function isCastError(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("22");
}
