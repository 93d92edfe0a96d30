import { fieldType } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import { type Catalog, type EntityDocument, fieldsOnPath, shownFields } from "@mortise/metadata";
import { shownAs } from "../../model/page/default-page.ts";

/** A value that can be printed. */
export interface PathChoice {
  readonly value: string;
  readonly label: string;
}

/**
 * What can be printed of an entity's records: their own values, and under each reference those of the record behind it.
 * Paths that go further, which were typed into a text or come from elsewhere, are offered as long as they are chosen.
 */
export function pathChoices(
  catalog: Catalog,
  entity: EntityDocument,
  say: (name: LocalizedText | undefined) => string,
  chosen: readonly string[] = [],
): readonly PathChoice[] {
  const valuesOf = (one: EntityDocument) =>
    shownFields(one).filter((field) => shownAs(catalog, field) === "value");
  const own = valuesOf(entity);
  const choices = own.map(({ id, name }) => ({ value: id, label: say(name) }));
  const behind = own.flatMap((field) => {
    const target = catalog.find("entity", fieldType(field.type).targetEntity?.(field) ?? "");
    return (target ? valuesOf(target) : []).map(({ id, name }) => ({
      value: `${field.id}.${id}`,
      label: `${say(field.name)} · ${say(name)}`,
    }));
  });
  const offered = new Set([...choices, ...behind].map(({ value }) => value));
  const further = chosen
    .filter((path) => !offered.has(path))
    .map((path) => ({
      value: path,
      label: (fieldsOnPath(catalog, entity.id, path) ?? [])
        .map((step) => say(catalog.field(step.entity, step.field)?.name) || step.field)
        .join(" · "),
    }));
  return [...choices, ...behind, ...further];
}
