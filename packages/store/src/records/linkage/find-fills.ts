import type { Expression, Value } from "@mortise/expression";
import { type FillAsk, fillKey, type FoundFill, type FoundFills } from "@mortise/fields";
import { AppError } from "@mortise/kit";
import type { FillAction, FillValue } from "@mortise/metadata";
import type { Actor } from "../../actor.ts";
import { readAggregate } from "../aggregate/read-aggregate.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { isAlwaysClear } from "../permission/field-guard.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import type { ReadScope } from "../query/read-scope.ts";
import { readPage } from "../query/record-page.ts";
import type { RecordRow } from "../record-query.ts";
import type { FillAnswers, FillRequest } from "./fill-answers.ts";
import { firstByKey } from "./first-by-key.ts";

/** So many rows at most are made of the records that match. */
const MOST_FILLED_ROWS = 200;
/** From so many questions on, the records that answer them are read together. */
const MANY = 20;

/** Whose questions about which entity are answered; with `rules` only linkages of those. */
export interface FillQuery {
  readonly app: string;
  readonly model: EntityModel;
  readonly asks: readonly FillAsk[];
  readonly rules?: ReadonlySet<string> | undefined;
}

interface Linkage {
  readonly action: FillAction;
  readonly asks: readonly FillAsk[];
  readonly app: string;
  readonly actor: Actor;
  readonly scope: ReadScope;
  readonly access: RowAccess;
  readonly labels: Record<string, string>;
}

/**
 * Looks up what data linkages of an entity fill in, as far as the actor may read the records and fields they come from;
 * of what may not be read nothing is told, and what it would fill is left alone.
 */
export async function findFills(
  scope: ReadScope,
  actor: Actor,
  query: FillQuery,
): Promise<{ readonly found: FoundFills; readonly labels: FillAnswers["labels"] }> {
  const { app, model, asks, rules } = query;
  const found = new Map<string, FoundFill>();
  const labels: Record<string, string> = {};
  for (const [, same] of Map.groupBy(asks, ({ rule, action }) => `${rule} ${action}`)) {
    const [{ rule: id, action: index } = { rule: "", action: 0 }] = same;
    const rule = model.entity.rules?.find((one) => one.id === id && one.disabled !== true);
    const action = rule?.actions[index];
    const isAllowed = rules === undefined || rules.has(id);
    if (action?.type !== "fill" || !isAllowed) {
      for (const ask of same) found.set(fillKey(ask), {});
      continue;
    }
    const now = scope.now ? { now: scope.now } : {};
    const access = accessRows(scope.context, actor, { app, entity: action.entity, ...now });
    const linkage = { action, asks: same, app, actor, scope, access, labels };
    for (const [key, answer] of await answersOf(linkage)) found.set(key, answer);
  }
  return { found, labels };
}

/** Answers the questions of a form in their order; see `findFills`. */
export async function answerFills(
  scope: ReadScope,
  actor: Actor,
  { app, entity, asks, rules }: FillRequest & { readonly app: string },
): Promise<FillAnswers> {
  const model = scope.context.model(app, entity);
  const { found, labels } = await findFills(scope, actor, { app, model, asks, rules });
  return { found: asks.map((ask) => found.get(fillKey(ask)) ?? {}), labels };
}

/** Nothing is told to those who may not read what is matched. */
async function answersOf(linkage: Linkage): Promise<readonly (readonly [string, FoundFill])[]> {
  const { asks, action, access } = linkage;
  const isReadable =
    access.permission.read.kind !== "none" &&
    action.match.every(({ field }) => isAlwaysClear(access.permission, field));
  const isFitting = (ask: FillAsk): boolean => ask.keys.length === action.match.length;
  if (!isReadable) return asks.map((ask) => [fillKey(ask), {}] as const);
  const isPlain = action.rows === undefined && action.values.every(({ total }) => total === undefined);
  if (isPlain && action.match.length === 1 && asks.length >= MANY) return together(linkage);
  const answers: (readonly [string, FoundFill])[] = [];
  for (const ask of asks)
    answers.push([fillKey(ask), isFitting(ask) ? await refusedIsNothing(() => answerOf(linkage, ask)) : {}]);
  return answers;
}

/** A key that the database cannot compare, or a linkage that a newer release changed, finds nothing. */
async function refusedIsNothing(work: () => Promise<FoundFill>): Promise<FoundFill> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return {};
    throw error;
  }
}

function matching({ action }: Linkage, { keys }: FillAsk): Expression {
  // Values that are matched are single: texts, numbers, ids.
  const parts = action.match.map(({ field }, index): Expression => ({
    "==": [{ var: field }, (keys[index] ?? null) as Expression],
  }));
  return parts.length === 1 ? (parts[0] ?? true) : { and: parts };
}

async function answerOf(linkage: Linkage, ask: FillAsk): Promise<FoundFill> {
  const { action } = linkage;
  const filter = matching(linkage, ask);
  const plain = readable(linkage, ({ total }) => total === undefined);
  if (action.rows !== undefined) {
    const items = await read(linkage, { filter, limit: MOST_FILLED_ROWS, fields: plain });
    return { rows: items.map((item) => valuesOf(plain, item)) };
  }
  const totals = readable(linkage, ({ total }) => total !== undefined);
  const [first] = plain.length === 0 ? [] : await read(linkage, { filter, limit: 1, fields: plain });
  return { values: { ...valuesOf(plain, first), ...(await totalsOf(linkage, filter, totals)) } };
}

/** The values whose sources the actor may read in every record. */
function readable({ action, access }: Linkage, wanted: (value: FillValue) => boolean): readonly FillValue[] {
  return action.values.filter(
    (value) => wanted(value) && (value.from === undefined || isTold(access, value.from)),
  );
}

/** What is kept sealed is not carried anywhere else. */
function isTold({ permission, model }: Linkage["access"], field: string): boolean {
  return isAlwaysClear(permission, field) && model.field(field)?.kind !== "secret";
}

interface Reading {
  readonly filter: Expression;
  readonly limit: number;
  readonly fields: readonly FillValue[];
}

async function read(
  { action, app, actor, scope, labels }: Linkage,
  { filter, limit, fields }: Reading,
): Promise<readonly RecordRow[]> {
  const query = {
    entity: action.entity,
    fields: [...new Set(fields.flatMap(({ from }) => from ?? []))],
    filter,
    sort: [{ field: action.order ?? "created_at", descending: action.take === "last" }],
    limit,
  };
  const page = await readPage(scope, actor, { app, query });
  Object.assign(labels, page.labels);
  return page.items;
}

/** Without a record the fields become empty. */
function valuesOf(values: readonly FillValue[], record: RecordRow | undefined): Record<string, Value> {
  return Object.fromEntries(values.map(({ field, from = "" }) => [field, record?.[from] ?? null] as const));
}

async function totalsOf(
  { action, app, actor, scope }: Linkage,
  filter: Expression,
  totals: readonly FillValue[],
): Promise<Record<string, Value>> {
  if (totals.length === 0) return {};
  const measures = totals.map(({ from, total = "count" }, index) => ({
    id: `m${index}`,
    function: total,
    ...(from === undefined || total === "count" ? {} : { field: from }),
  }));
  const query = { entity: action.entity, filter, dimensions: [], measures };
  const { rows } = await readAggregate(scope, actor, { app, query });
  const [row] = rows;
  return Object.fromEntries(
    totals.map(({ field }, index) => [field, row?.values[`m${index}`] ?? null] as const),
  );
}

/** Many questions by one key, as an import has them. */
async function together(linkage: Linkage): Promise<readonly (readonly [string, FoundFill])[]> {
  const { action, asks, app, actor, scope, labels } = linkage;
  const plain = readable(linkage, () => true);
  const records = await firstByKey(scope, actor, {
    app,
    action,
    keys: asks.map(({ keys }) => keys[0] ?? null),
    fields: plain.flatMap(({ from }) => from ?? []),
    labels,
  });
  const answers: (readonly [string, FoundFill])[] = [];
  for (const [index, ask] of asks.entries()) {
    const record = records[index];
    const values =
      record === "unknown"
        ? await refusedIsNothing(() => answerOf(linkage, ask))
        : { values: valuesOf(plain, record) };
    answers.push([fillKey(ask), values]);
  }
  return answers;
}
