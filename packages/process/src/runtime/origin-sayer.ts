import { type QuoteOrigin, type QuotingText, UNSAID } from "@mortise/metadata";
import type { Value } from "@mortise/expression";
import type { Actor } from "@mortise/store";
import { plainText } from "../model/plain-text.ts";
import { valueText } from "../model/value-text.ts";
import type { ProcessParts } from "./parts.ts";

/** Says what the text of an index quotes under a name; undefined for what the reader may not know. */
export type SayOrigin = (index: number, path: string, locale: "zh" | "en") => string | undefined;

interface Reading {
  readonly actor: Actor;
  readonly app: string;
}

/** A quoted value of another record than the one that a text is about. */
interface Foreign {
  readonly key: string;
  readonly origin: QuoteOrigin;
  readonly value: Value;
}

/**
 * Says values that texts quote from what steps of a flow had left. A field of a record is shown as the reader sees it there now;
 * a figure over many records to whoever may read the field that it is worked out from.
 */
export async function originSayer(
  parts: ProcessParts,
  reading: Reading,
  texts: readonly (QuotingText | undefined)[],
): Promise<SayOrigin> {
  const foreign = texts.flatMap((text, index) => foreignOf(text, index));
  const said = new Map<string, (locale: "zh" | "en") => string | undefined>();
  await sayFields(parts, reading, { foreign, said });
  for (const { key, origin, value } of foreign) {
    if (origin.record !== undefined || !mayKnow(parts, reading, origin)) continue;
    said.set(key, (locale) => (value === null ? undefined : valueText(origin.field, value, noLabel)[locale]));
  }
  return (index, path, locale) => said.get(`${index} ${path}`)?.(locale);
}

/** Most records one query page holds. */
const PAGE = 500;

const noLabel = (): undefined => undefined;

function foreignOf(text: QuotingText | undefined, index: number): readonly Foreign[] {
  return Object.entries(text?.origins ?? {}).map(([path, origin]) => ({
    key: `${index} ${path}`,
    origin,
    value: text?.quotes?.[path] ?? null,
  }));
}

/** Whether the reader may read every field behind a figure. */
function mayKnow({ gateway }: ProcessParts, { actor, app }: Reading, origin: QuoteOrigin): boolean {
  if (origin.entity === undefined) return true;
  const summary = gateway.permissionSummary(actor, app, origin.entity);
  const hidden = (field: string): boolean => ["hidden", "masked"].includes(summary.fields[field] ?? "read");
  return summary.read && !origin.fields.some(hidden);
}

async function sayFields(
  { gateway }: ProcessParts,
  { actor, app }: Reading,
  {
    foreign,
    said,
  }: {
    readonly foreign: readonly Foreign[];
    readonly said: Map<string, (locale: "zh" | "en") => string | undefined>;
  },
): Promise<void> {
  const ofRecords = foreign.flatMap(({ key, origin }) => {
    const { entity, record, fields } = origin;
    const [field] = fields;
    return entity === undefined || record === undefined || field === undefined
      ? []
      : [{ key, origin, entity, record, field }];
  });
  for (const [entity, group] of Map.groupBy(ofRecords, (one) => one.entity)) {
    const ids = [...new Set(group.map(({ record }) => record))];
    for (let start = 0; start < ids.length; start += PAGE) {
      const some = ids.slice(start, start + PAGE);
      // Whom the records are shown to, and how, is decided where all records are read.
      const filter = { in: [{ var: "id" }, some] };
      const { items, labels } = await gateway.query(actor, app, { entity, filter, limit: PAGE });
      const hidden = gateway.permissionSummary(actor, app, entity).fields;
      for (const { key, origin, record, field } of group) {
        const value = items.find(({ id }) => id === record)?.[field] ?? null;
        if (value === null) continue;
        const isMasked = hidden[field] === "masked";
        said.set(key, (locale) =>
          isMasked ? plainText(value) : valueText(origin.field, value, (id) => labels[id] ?? UNSAID)[locale],
        );
      }
    }
  }
}
