import type { Expression, Value, ValueKind } from "@mortise/expression";
import { AppError } from "@mortise/kit";
import type { FillAction } from "@mortise/metadata";
import type { Actor } from "../../actor.ts";
import type { ReadScope } from "../query/read-scope.ts";
import { readPage } from "../query/record-page.ts";
import type { RecordRow } from "../record-query.ts";

/** So many keys are asked for at once, and so many pages read for them before they are asked for one by one. */
const CHUNK = 200;
const MOST_PAGES = 3;
const PAGE = 500;

/** One key per record wanted. */
export interface KeyedReading {
  readonly app: string;
  readonly action: FillAction;
  readonly keys: readonly Value[];
  readonly fields: readonly string[];
  readonly labels: Record<string, string>;
}

/** The record that counts for each key; `unknown` where that has to be asked for by itself, as many records have the key. */
export async function firstByKey(
  scope: ReadScope,
  actor: Actor,
  reading: KeyedReading,
): Promise<readonly (RecordRow | undefined | "unknown")[]> {
  const answers: (RecordRow | undefined | "unknown")[] = [];
  for (let start = 0; start < reading.keys.length; start += CHUNK) {
    const keys = reading.keys.slice(start, start + CHUNK);
    answers.push(...(await chunkOf(scope, actor, { ...reading, keys })));
  }
  return answers;
}

async function chunkOf(
  scope: ReadScope,
  actor: Actor,
  { app, action, keys, fields, labels }: KeyedReading,
): Promise<readonly (RecordRow | undefined | "unknown")[]> {
  const [{ field: key } = { field: "" }] = action.match;
  const { kind } = scope.context.model(app, action.entity).need(key);
  const first = new Map<string, RecordRow>();
  let after: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = {
        entity: action.entity,
        fields: [...new Set([key, ...fields])],
        // The values that are matched are single: texts, numbers, ids.
        filter: { in: [{ var: key }, [...new Set(keys)] as Expression] },
        sort: [{ field: action.order ?? "created_at", descending: action.take === "last" }],
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      };
      const { items, next, labels: names } = await readPage(scope, actor, { app, query });
      Object.assign(labels, names);
      for (const item of items) {
        const value = textOf(item[key] ?? null, kind);
        if (!first.has(value)) first.set(value, item);
      }
      after = next;
      if (next === undefined) break;
    }
  } catch (error) {
    if (error instanceof AppError) return keys.map(() => "unknown");
    throw error;
  }
  const isAll = after === undefined;
  return keys.map((value) => first.get(textOf(value, kind)) ?? (isAll ? undefined : "unknown"));
}

/** Numbers are written with as many digits as their column has: 12.5 is 12.50. As texts these are two. */
function textOf(value: Value, kind: ValueKind): string {
  const isDecimal =
    kind === "number" && typeof value === "string" && /^-?(0|[1-9]\d{0,30})\.\d+$/.test(value);
  return JSON.stringify(
    isDecimal ? value.replace(/\.?0+$/, "") : typeof value === "number" ? String(value) : value,
  );
}
