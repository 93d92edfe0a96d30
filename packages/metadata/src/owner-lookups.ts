import { isPlainObject, type Json } from "@mortise/kit";
import type { FlowDocument } from "./documents/flow.ts";

/** Where the owner of a new record is looked for: records of an entity that hold the same as the record in some fields. */
export interface OwnerLookup {
  readonly entity: string;
  readonly match: readonly {
    /** A field of the records that are looked through, or `id`. */
    readonly field: string;
    /** The field of the record itself. */
    readonly own: string;
  }[];
}

/** Under which key step settings keep lookups, however deep: an index is built for each. */
export const LOOKUPS = "lookups";

/** One stored lookup; undefined when something is missing in it. */
export function readLookup(value: Json | undefined): OwnerLookup | undefined {
  if (!isPlainObject(value)) return undefined;
  const { entity, match } = value;
  if (typeof entity !== "string" || !Array.isArray(match) || match.length === 0) return undefined;
  const pairs = match.flatMap((pair: Json) => {
    const { field, own } = isPlainObject(pair) ? pair : {};
    return typeof field === "string" && typeof own === "string" ? [{ field, own }] : [];
  });
  return pairs.length === match.length ? { entity, match: pairs } : undefined;
}

/** Every lookup that some step of a flow makes. */
export function ownerLookups(flow: FlowDocument): readonly OwnerLookup[] {
  return flow.nodes.flatMap(({ settings }) => lookupsWithin(settings));
}

function lookupsWithin(value: Json): readonly OwnerLookup[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => lookupsWithin(item));
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === LOOKUPS && Array.isArray(item)
      ? item.flatMap((lookup: Json) => readLookup(lookup) ?? [])
      : lookupsWithin(item),
  );
}
