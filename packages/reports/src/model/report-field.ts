import type { ValueKind } from "@mortise/expression";
import { findFieldType } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import {
  type AggregateFunction,
  type Catalog,
  type EntityDocument,
  type FieldDefinition,
  fieldName,
  hasSystemField,
} from "@mortise/metadata";

/** A field as reports see it: what it may split, and how it may be summed up. */
export interface ReportField {
  readonly id: string;
  readonly name: LocalizedText;
  readonly kind: ValueKind;
  readonly groupable: boolean;
  readonly aggregates: readonly AggregateFunction[];
  /** Its transitions are logged, so that a funnel can tell who ever came how far. */
  readonly logsTransitions: boolean;
  /** The field's own definition; system fields get one that says the same. */
  readonly definition: FieldDefinition;
}

/** System fields worth a report, and the field type each behaves like. */
const SYSTEM_TYPES: Readonly<Record<string, string>> = {
  owner: "user",
  team: "team",
  created_at: "datetime",
  created_by: "user",
  updated_at: "datetime",
};

const SYSTEM_AGGREGATES: readonly AggregateFunction[] = ["count", "countDistinct", "min", "max"];

/** The fields of an entity that reports, filters and drill lists can use, its own first, then the system's. */
export function reportFields(catalog: Catalog, entity: string): readonly ReportField[] {
  const document = catalog.find("entity", entity);
  if (!document) return [];
  const own = document.fields.flatMap((field) => fromDefinition(field) ?? []);
  return [...own, ...systemFields(catalog, document)];
}

/** One field of an entity as reports see it. */
export function reportField(catalog: Catalog, entity: string, id: string): ReportField | undefined {
  return reportFields(catalog, entity).find((field) => field.id === id);
}

function fromDefinition(definition: FieldDefinition): ReportField | undefined {
  const type = findFieldType(definition.type);
  if (!type || type.column(definition) === null) return undefined;
  return {
    id: definition.id,
    name: definition.name,
    kind: type.kind(definition),
    groupable: type.groupable === true,
    aggregates: type.aggregates,
    logsTransitions: type.logsTransitions === true,
    definition,
  };
}

function systemFields(catalog: Catalog, entity: EntityDocument): readonly ReportField[] {
  return Object.entries(SYSTEM_TYPES).flatMap(([id, type]) => {
    if (!hasSystemField(entity, id)) return [];
    const field = fromDefinition({ id, type, name: fieldName(catalog, entity.id, id) });
    return field ? [{ ...field, groupable: true, aggregates: SYSTEM_AGGREGATES }] : [];
  });
}
