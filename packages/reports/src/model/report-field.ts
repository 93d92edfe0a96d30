import type { ValueKind } from "@mortise/expression";
import { findFieldType } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import {
  type AggregateFunction,
  type CardQuery,
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

/** One field of an entity as reports see it, or what stands at the end of a path through references. */
export function reportField(catalog: Catalog, entity: string, path: string): ReportField | undefined {
  const [first = path, ...rest] = path.split(".");
  const field = reportFields(catalog, entity).find((one) => one.id === first);
  if (!field || rest.length === 0) return field;
  const inner = field.kind === "user" ? mainTeam(rest) : behind(catalog, { entity, first, rest });
  if (!inner) return undefined;
  const { zh, en } = inner.name;
  return { ...inner, id: path, name: { zh: `${field.name.zh}的${zh}`, en: `${field.name.en} › ${en}` } };
}

interface Step {
  readonly entity: string;
  readonly first: string;
  readonly rest: readonly string[];
}

function behind(catalog: Catalog, { entity, first, rest }: Step): ReportField | undefined {
  const target = catalog.targetOf(entity, first);
  return target === undefined ? undefined : reportField(catalog, target, rest.join("."));
}

/** People lead to their main team. */
function mainTeam([step, ...more]: readonly string[]): ReportField | undefined {
  if (step !== "team" || more.length > 0) return undefined;
  return fromDefinition({ id: "team", type: "team", name: { zh: "主团队", en: "Main team" } });
}

/** The fields that a card can use: those of its entity, and what its paths lead to. */
export function cardFields(catalog: Catalog, query: CardQuery): readonly ReportField[] {
  const own = reportFields(catalog, query.entity);
  if (own.length === 0) return own;
  const used = [
    ...[...query.dimensions, ...(query.columns ?? [])].map(({ field }) => field),
    ...query.measures.flatMap(({ field }) => (field === undefined ? [] : [field])),
    ...(query.compare ? [query.compare.field] : []),
  ];
  const paths = new Set(used.filter((path) => path.includes(".")));
  return [...own, ...[...paths].flatMap((path) => reportField(catalog, query.entity, path) ?? [])];
}

/** What reports over an entity may split by or sum up through one reference: the fields of those records, and teams of people. */
export function relatedFields(catalog: Catalog, entity: string): readonly ReportField[] {
  return reportFields(catalog, entity).flatMap((field) => {
    if (field.kind === "user") return reportField(catalog, entity, `${field.id}.team`) ?? [];
    const target = field.kind === "reference" ? catalog.targetOf(entity, field.id) : undefined;
    if (target === undefined) return [];
    return reportFields(catalog, target).flatMap(
      (inner) => reportField(catalog, entity, `${field.id}.${inner.id}`) ?? [],
    );
  });
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
