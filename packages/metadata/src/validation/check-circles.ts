import type { Catalog } from "../catalog.ts";
import type { EntityDocument } from "../documents/entity.ts";
import { circleOf, type FieldPlace } from "../field-graph.ts";
import { fieldName } from "../available-fields.ts";
import type { ProblemList } from "./problem.ts";

/** Refuses computed fields that use themselves: formulas, lookups and rollups, also by way of other entities. */
export function checkCircles(entity: EntityDocument, catalog: Catalog, list: ProblemList): void {
  entity.fields.forEach((field, index) => {
    const circle = circleOf(catalog, entity.id, field);
    if (!circle) return;
    const way = (locale: "zh" | "en"): string =>
      circle.map((place) => placeName(catalog, entity, place, locale)).join(" → ");
    list.error(
      `fields.${index}.settings`,
      `“${field.name.zh || field.name.en}”绕了一圈又用到了自己：${way("zh")}`,
      `“${field.name.en || field.name.zh}” depends on itself: ${way("en")}`,
    );
  });
}

function placeName(catalog: Catalog, entity: EntityDocument, place: FieldPlace, locale: "zh" | "en"): string {
  const { zh, en } = fieldName(catalog, place.entity, place.field);
  const own = locale === "zh" ? zh || en : en || zh;
  if (place.entity === entity.id) return own;
  const other = catalog.find("entity", place.entity)?.name ?? { zh: place.entity, en: place.entity };
  return `${locale === "zh" ? other.zh || other.en : other.en || other.zh}.${own}`;
}
