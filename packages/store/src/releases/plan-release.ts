import type { Catalog, Problem } from "@mortise/metadata";
import type { Kysely } from "kysely";
import { readActualSchema } from "../schema/actual-schema.ts";
import { refusedAdvice } from "../schema/advice/advice-rows.ts";
import { checkProblems } from "../schema/checks/check-problems.ts";
import { countViolations, type ViolationCount } from "../schema/checks/count-violations.ts";
import { ruleProblems } from "../schema/checks/rule-problems.ts";
import { findChecks } from "../schema/checks/data-check.ts";
import type { ConversionContext } from "../schema/conversion/convert-rows.ts";
import { fieldKey, findConversions } from "../schema/conversion/conversions.ts";
import type { SchemaLayout } from "../schema/layout/schema-layout.ts";
import { type MigrationPlan, planMigration } from "../schema/migration/plan-migration.ts";
import { placementProblems } from "../schema/migration/placement-problems.ts";
import type { SystemDatabase } from "../system-schema.ts";
import type { PublishContext } from "./publish-context.ts";

/** The release that is planned: from what, to what. */
export interface PlanTarget {
  readonly app: string;
  readonly before: Catalog | null;
  readonly layout: SchemaLayout;
  readonly after: Catalog;
  readonly number: number;
  readonly restoring: boolean;
  /** Fields whose unconvertible values the publisher gives up. */
  readonly accepted: readonly string[];
}

/** What a release asks of the tables, and what stands against it. */
export interface ReleasePlan {
  readonly plan: MigrationPlan;
  readonly problems: readonly Problem[];
}

/** Plans the migration from the documents alone: quick, whatever the tables hold. */
export async function planFromDocuments(
  db: Kysely<SystemDatabase>,
  target: PlanTarget,
  context: PublishContext,
): Promise<ReleasePlan> {
  return planWith(db, target, context, { unchanged: new Set(), problems: [] });
}

/** Plans the migration after asking the stored values: reads every column that changes its type or its rules. */
export async function planFromData(
  db: Kysely<SystemDatabase>,
  target: PlanTarget,
  context: PublishContext,
): Promise<ReleasePlan> {
  const counts = await askData(db, target, context);
  const unchanged = counts
    .filter(({ check, changed, rows }) => check.rule === "type" && check.sameColumn && changed + rows === 0)
    .map(({ check }) => fieldKey(check.entity, check.to.id));
  const { app, before, after, restoring } = target;
  const rules = restoring || !before ? [] : await ruleProblems(db, app, { before, after }, context.fieldType);
  const problems = restoring ? [] : [...checkProblems(counts, new Set(target.accepted)), ...rules];
  return planWith(db, target, context, { unchanged: new Set(unchanged), problems });
}

/** Plans the migration of a release whose rows are prepared: what has a column beside it changes over. */
export async function planPrepared(
  db: Kysely<SystemDatabase>,
  target: PlanTarget,
  context: PublishContext,
): Promise<MigrationPlan> {
  const { before, after } = target;
  const conversions = before ? findConversions(before, after, context.fieldType).conversions : [];
  const unchanged = conversions
    .filter(({ sameColumn }) => sameColumn)
    .map(({ entity, to }) => fieldKey(entity.id, to.id));
  const { plan } = await planWith(db, target, context, { unchanged: new Set(unchanged), problems: [] });
  return plan;
}

/** The context in which values of the release in force are read. */
export function readingContext(target: PlanTarget, { fieldType, actor }: PublishContext): ConversionContext {
  return {
    app: target.app,
    catalog: target.before ?? target.after,
    layout: target.layout,
    fieldType,
    timeZone: actor.timeZone,
    locale: actor.locale,
  };
}

async function askData(
  db: Kysely<SystemDatabase>,
  target: PlanTarget,
  context: PublishContext,
): Promise<readonly ViolationCount[]> {
  if (!target.before) return [];
  const counts: ViolationCount[] = [];
  for (const check of findChecks(target.before, target.after, context.fieldType)) {
    // An older release comes back whatever the values are; only whether they change at all is asked.
    if (target.restoring && (check.rule !== "type" || !check.sameColumn)) continue;
    counts.push(await countViolations(db, readingContext(target, context), check));
  }
  return counts;
}

async function planWith(
  db: Kysely<SystemDatabase>,
  { app, before, after, number, restoring }: PlanTarget,
  { fieldType }: PublishContext,
  asked: { readonly unchanged: ReadonlySet<string>; readonly problems: readonly Problem[] },
): Promise<ReleasePlan> {
  const impossible = restoring || !before ? [] : findConversions(before, after, fieldType).problems;
  const actual = await readActualSchema(db, app);
  const { unchanged } = asked;
  const refused = await refusedAdvice(db, app);
  const request = { app, release: number, before, after, actual, fieldType, restoring, unchanged, refused };
  const plan = planMigration(request);
  const placement = placementProblems(after, plan.layout);
  return { plan, problems: [...impossible, ...placement, ...asked.problems] };
}
