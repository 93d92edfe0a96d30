import { createHash } from "node:crypto";

const LONGEST_NAME = 63;

/** A PostgreSQL identifier in quotes. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The PostgreSQL schema of an app. */
export function schemaName(app: string): string {
  return `app_${app}`;
}

/** The quoted, schema-qualified table of an entity: `"app_crm"."lead"`. */
export function tableName(app: string, entity: string): string {
  return `${quoteIdentifier(schemaName(app))}.${quoteIdentifier(entity)}`;
}

/**
 * Name of an index, constraint or trigger, unique within the schema: parts joined by `$` (which ids cannot hold),
 * shortened with a hash when PostgreSQL would cut it off.
 */
export function objectName(...parts: readonly string[]): string {
  const name = parts.join("$");
  if (name.length <= LONGEST_NAME) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 10);
  return `${name.slice(0, LONGEST_NAME - hash.length - 1)}$${hash}`;
}

/** The table of links of a field that holds several references. */
export function linkTableName(entity: string, field: string): string {
  return objectName(entity, field);
}

/** The name under which a dropped column or table is kept aside. */
export function keptName(id: string, release: number): string {
  return `zz_${id}_r${release}`;
}

const KEPT = /^zz_(?<id>.+)_r(?<release>\d+)$/;

/** Reads a kept name back; undefined for any other name. */
export function parseKeptName(name: string): { readonly id: string; readonly release: number } | undefined {
  const groups = KEPT.exec(name)?.groups;
  const id = groups?.["id"];
  return id === undefined ? undefined : { id, release: Number(groups?.["release"]) };
}
