import type { Json } from "@mortise/kit";
import type { Catalog } from "@mortise/metadata";

/** Whose a record is and whose it was made by: people are found by these without naming the field. */
const OWNERSHIP = ["owner", "team", "created_by"] as const;
/** Fields that every record has. */
const OF_EVERY = new Set<string>([...OWNERSHIP, "id", "created_at", "updated_at", "updated_by"]);

/**
 * The fields of an entity that something built names anywhere: in a condition, a text, a choice of people. More rather
 * than fewer: a word that happens to be a field's id counts as that field.
 */
export function fieldsNamed(content: Json | object, catalog: Catalog, entity: string): readonly string[] {
  const words = new Set(JSON.stringify(content).match(/[a-z][a-z0-9_]*/g));
  const own = (catalog.find("entity", entity)?.fields ?? []).map(({ id }) => id);
  const named = [...own, ...OF_EVERY].filter((field) => words.has(field));
  return [...new Set([...OWNERSHIP, ...named])];
}
