import type { Catalog } from "@mortise/metadata";
import type { RecordChange } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";

/** How the records are found whose kept value follows a change of another record. */
export type Way =
  /** The changed records themselves. */
  | { readonly by: "self" }
  /** Those that a field of the changed record names, before and after. */
  | { readonly by: "field"; readonly field: string }
  /** Those whose reference names the changed record. */
  | { readonly by: "reference"; readonly field: ModelField }
  /** Those linked with the changed record; `side` is the side of the link that they stand on. */
  | {
      readonly by: "links";
      readonly holder: EntityModel;
      readonly field: ModelField;
      readonly side: "source" | "target";
    };

/** A kept value that must be worked out again when one of some fields of another entity changes. */
export interface Dependent {
  readonly model: EntityModel;
  readonly field: ModelField;
  /** Fields of the changed record that matter. */
  readonly watched: ReadonlySet<string>;
  readonly way: Way;
}

/** The dependents of each entity of an app. */
export type Dependents = ReadonlyMap<string, readonly Dependent[]>;

const byCatalog = new WeakMap<Catalog, Dependents>();

/** The kept lookups and rollups of an app by the entity whose changes they follow; found once per release. */
export function dependentsOf(catalog: Catalog, modelOf: (entity: string) => EntityModel): Dependents {
  const known = byCatalog.get(catalog);
  if (known) return known;
  const found = new Map<string, Dependent[]>();
  const add = (entity: string, dependent: Dependent): void => {
    found.set(entity, [...(found.get(entity) ?? []), dependent]);
  };
  for (const entity of catalog.all("entity")) {
    const model = modelOf(entity.id);
    for (const field of keptFields(model)) addDependent({ model, field, modelOf, add });
  }
  byCatalog.set(catalog, found);
  return found;
}

/** The fields of an entity whose kept value is worked out from other records. */
export function keptFields(model: EntityModel): readonly ModelField[] {
  return model.columns.filter(({ definition, type }) => definition && type?.derivation?.(definition));
}

/** Whether a change touches what a dependent follows. */
export function follows({ watched, way }: Dependent, change: RecordChange): boolean {
  if (!change.before) return way.by !== "reference";
  return change.changed.some((id) => watched.has(id));
}

interface Adding {
  readonly model: EntityModel;
  readonly field: ModelField;
  readonly modelOf: (entity: string) => EntityModel;
  readonly add: (entity: string, dependent: Dependent) => void;
}

const BIN = "deleted_at";

function addDependent({ model, field, modelOf, add }: Adding): void {
  const derivation = field.definition && field.type?.derivation?.(field.definition);
  if (!derivation || derivation.kind === "reverse") return;
  const own = (id: string): void =>
    add(model.id, { model, field, watched: new Set([id]), way: { by: "self" } });
  if (derivation.kind === "lookup") {
    const reference = model.field(derivation.reference);
    if (!reference?.target) return;
    own(reference.id);
    const watched = new Set([derivation.field, BIN]);
    add(reference.target, { model, field, watched, way: { by: "reference", field: reference } });
    return;
  }
  const list = model.field(derivation.list);
  if (!list?.target) return;
  own(list.id);
  const used = model.sourcesOf(field).filter(({ entity }) => entity === list.target);
  const watched = new Set([...used.map((place) => place.field), BIN]);
  const reverse = list.definition && list.type?.derivation?.(list.definition);
  if (reverse?.kind === "reverse") {
    const other = modelOf(reverse.entity);
    const link = other.need(reverse.field);
    const named: Way = { by: "field", field: link.id };
    if (link.storage !== "links") {
      add(other.id, { model, field, watched: new Set([...watched, link.id]), way: named });
      return;
    }
    add(other.id, { model, field, watched: new Set([link.id]), way: named });
    add(other.id, {
      model,
      field,
      watched,
      way: { by: "links", holder: other, field: link, side: "target" },
    });
    return;
  }
  if (list.storage === "links") {
    add(list.target, {
      model,
      field,
      watched,
      way: { by: "links", holder: model, field: list, side: "source" },
    });
    return;
  }
  add(list.target, { model, field, watched, way: { by: "field", field: "parent" } });
}
