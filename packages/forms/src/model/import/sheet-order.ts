import { fieldType } from "@mortise/fields";
import type { Catalog } from "@mortise/metadata";
import { importFields } from "./import-fields.ts";

/** A sheet with the entity that its rows go to. */
export interface SheetTarget {
  readonly sheet: number;
  readonly headerRow: number;
  readonly entity: string;
}

/**
 * The sheets in an order in which the records that rows refer to are there before them; of sheets that refer to each other
 * in a circle, the first of the file comes first.
 */
export function inOrderOfReferences(
  targets: readonly SheetTarget[],
  catalog: Catalog,
): readonly SheetTarget[] {
  const wanted = new Set(targets.map(({ entity }) => entity));
  const needs = new Map([...wanted].map((entity) => [entity, referredBy(entity, catalog, wanted)]));
  const done = new Set<string>();
  const ordered: SheetTarget[] = [];
  const left = [...targets];
  while (left.length > 0) {
    const isReady = ({ entity }: SheetTarget) =>
      [...(needs.get(entity) ?? [])].every((other) => done.has(other));
    const isNeeded = ({ entity }: SheetTarget) => left.some((other) => needs.get(other.entity)?.has(entity));
    const index = left.some(isReady) ? left.findIndex(isReady) : Math.max(0, left.findIndex(isNeeded));
    const [next] = left.splice(index, 1);
    if (!next) break;
    ordered.push(next);
    if (!left.some(({ entity }) => entity === next.entity)) done.add(next.entity);
  }
  return ordered;
}

/** Entities that columns for a record of one refer to, itself left out; lists that others make up are no such columns. */
function referredBy(id: string, catalog: Catalog, among: ReadonlySet<string>): ReadonlySet<string> {
  const entity = catalog.find("entity", id);
  return new Set(
    (entity ? importFields(entity) : []).flatMap((field) => {
      const type = fieldType(field.type);
      const target = ["reference", "references"].includes(type.kind(field))
        ? type.targetEntity?.(field)
        : undefined;
      return target !== undefined && target !== id && among.has(target) ? [target] : [];
    }),
  );
}
