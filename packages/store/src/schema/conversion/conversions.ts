import type { Catalog, EntityDocument, FieldDefinition, Problem } from "@mortise/metadata";
import type { LocalizedText } from "@mortise/kit";
import { canonicalType } from "../migration/column-change.ts";
import type { FieldTypeLookup } from "../physical-column.ts";

/** A field whose stored values are to be read as another type. */
export interface Conversion {
  readonly entity: EntityDocument;
  readonly position: number;
  readonly from: FieldDefinition;
  readonly to: FieldDefinition;
  /** The column keeps its type: it may turn out that no value changes. */
  readonly sameColumn: boolean;
}

/** What changes of type between two states of an app ask for, and which of them are impossible. */
export interface Conversions {
  readonly conversions: readonly Conversion[];
  readonly problems: readonly Problem[];
}

/**
 * The fields whose type, or settings that decide about their column, changed. Values travel as text: what the old type
 * shows is what the new type reads, as in an import.
 */
export function findConversions(before: Catalog, after: Catalog, fieldType: FieldTypeLookup): Conversions {
  const conversions: Conversion[] = [];
  const problems: Problem[] = [];
  for (const entity of after.all("entity")) {
    for (const [position, to] of entity.fields.entries()) {
      const from = before.field(entity.id, to.id);
      const way = from ? wayOf(from, to, fieldType) : "none";
      if (!from || way === "none") continue;
      if (way === "impossible") problems.push(refusal(entity, { position, from, to }, after));
      else conversions.push({ entity, position, from, to, sameColumn: way === "same column" });
    }
  }
  return { conversions, problems };
}

/** How a field is called in sets of fields: `lead.amount`. */
export function fieldKey(entity: string, field: string): string {
  return `${entity}.${field}`;
}

type Way = "none" | "same column" | "other column" | "impossible";

function wayOf(from: FieldDefinition, to: FieldDefinition, fieldType: FieldTypeLookup): Way {
  const [oldType, newType] = [fieldType(from.type), fieldType(to.type)];
  const [oldColumn, newColumn] = [oldType.column(from), newType.column(to)];
  const sameTarget = oldType.targetEntity?.(from) === newType.targetEntity?.(to);
  // What was in clear would lie beside what is encrypted, and the other way round.
  const isSealed = [oldType.kind(from), newType.kind(to)].includes("secret");
  if (isSealed && from.type !== to.type) return "impossible";
  if (!oldColumn || !newColumn) return oldColumn === newColumn && sameTarget ? "none" : "impossible";
  const sameColumn =
    canonicalType(oldColumn.type) === canonicalType(newColumn.type) &&
    JSON.stringify(oldColumn.references ?? null) === JSON.stringify(newColumn.references ?? null);
  if (from.type === to.type && sameColumn) return "none";
  if (newType.importable !== undefined || (from.type === to.type && !sameTarget)) return "impossible";
  return sameColumn ? "same column" : "other column";
}

function refusal(
  entity: EntityDocument,
  { position, from, to }: Pick<Conversion, "position" | "from" | "to">,
  after: Catalog,
): Problem {
  const [zh, en] = [to.name.zh || to.name.en, to.name.en || to.name.zh];
  const [old, next] = [after.fieldTypes.typeName(from.type), after.fieldTypes.typeName(to.type)];
  const message: LocalizedText =
    from.type === to.type
      ? {
          zh: `字段“${zh}”的这项设置改了会丢失已有数据，请改回，或新建一个字段`,
          en: `Changing this setting of field “${en}” would lose its values; undo it or add a new field`,
        }
      : {
          zh: `字段“${zh}”不能从“${old.zh}”改为“${next.zh}”，已有数据会丢失，请新建一个字段`,
          en: `Field “${en}” cannot change from ${old.en} to ${next.en} without losing its values; add a new field instead`,
        };
  return { document: `entity/${entity.id}`, path: `fields.${position}.type`, severity: "error", message };
}
