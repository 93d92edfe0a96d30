import { type Catalog, fieldStorage, LOOKUPS, type OwnerLookup, readLookup } from "@mortise/metadata";
import { missing } from "../../model/checks.ts";
import type { CheckContext, SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { text } from "./text.ts";

const TEXT = "text";

/** The lookups of a target that are complete, in their order. */
export function lookupsOf(to: Settings): readonly OwnerLookup[] {
  return to.items(LOOKUPS).flatMap(({ raw }) => readLookup(raw) ?? []);
}

/** What values of a field are compared as: texts, or ids of records of an entity; undefined when they cannot be. */
export function comparedAs(catalog: Catalog, entity: string, field: string): string | undefined {
  if (field === "id") return entity;
  const definition = catalog.field(entity, field);
  if (!definition || fieldStorage(catalog, entity, definition) !== "column") return undefined;
  const kind = catalog.fieldTypes.kindOf(definition);
  if (kind === TEXT) return TEXT;
  return kind === "reference" ? catalog.fieldTypes.targetEntity(definition) : undefined;
}

/** Complaints about the lookups of a target. */
export function checkLookups(to: Settings, context: CheckContext): readonly SettingProblem[] {
  const lookups = to.items(LOOKUPS);
  if (lookups.length === 0) return [missing(LOOKUPS, text.noLookup)];
  return lookups.flatMap((lookup, index) => checkLookup(lookup, `${LOOKUPS}.${index}`, context));
}

function checkLookup(
  lookup: Settings,
  path: string,
  { catalog, entity: own }: CheckContext,
): readonly SettingProblem[] {
  const entity = catalog.find("entity", lookup.text("entity") ?? "");
  if (!entity?.owned) return [missing(`${path}.entity`, text.noEntity)];
  const match = lookup.items("match");
  if (match.length === 0) return [missing(`${path}.match`, text.noMatch)];
  return match.flatMap((pair, index) => {
    const [theirs, ours] = [pair.text("field"), pair.text("own")];
    const at = `${path}.match.${index}`;
    if (theirs === undefined || ours === undefined) return [missing(at, text.noMatch)];
    const compared = comparedAs(catalog, entity.id, theirs);
    const isSame = compared !== undefined && compared === comparedAs(catalog, own, ours);
    return isSame ? [] : [missing(at, text.notComparable)];
  });
}
