import type { Catalog, Problem } from "@mortise/metadata";
import type { SchemaLayout } from "../layout/schema-layout.ts";

/** Rules that cannot be kept where a field found room: a unique rule needs the main table of its entity. */
export function placementProblems(catalog: Catalog, layout: SchemaLayout): readonly Problem[] {
  return catalog.all("entity").flatMap((entity) =>
    entity.fields.flatMap((field, position): readonly Problem[] => {
      const part = layout[entity.id]?.[field.id];
      const isRuled = entity.uniqueRules?.some(({ fields }) => fields.includes(field.id)) ?? false;
      if (part === undefined || (field.unique !== true && !isRuled)) return [];
      const [zh, en] = [field.name.zh || field.name.en, field.name.en || field.name.zh];
      return [
        {
          document: `entity/${entity.id}`,
          path: `fields.${position}.unique`,
          severity: "error",
          message: {
            zh: `“${entity.name.zh || entity.name.en}”的字段太多，字段“${zh}”存放在附表里，不能设为唯一；请新建一个唯一字段，或彻底清除一些已删除的字段`,
            en: `“${entity.name.en || entity.name.zh}” has so many fields that “${en}” is stored in a side table and cannot be unique; add a new unique field, or purge fields that were deleted`,
          },
        },
      ];
    }),
  );
}
