import { fieldCatalog, findFieldType } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import { type Catalog, type EntityDocument, type FieldDefinition, shownFields } from "@mortise/metadata";

const TOTALS: Readonly<Record<string, readonly [string, string]>> = {
  sum: ["合计", "total"],
  avg: ["平均", "average"],
  min: ["最小值", "least"],
  max: ["最大值", "greatest"],
  countDistinct: ["种数", "kinds"],
};

/**
 * What a field that joins records would be called by people who know what it joins: the other entity, “customer's
 * industry”, “number of deals”. Undefined for other fields, and while the settings are not complete.
 */
export function suggestedName(
  catalog: Catalog,
  entity: EntityDocument,
  field: FieldDefinition,
): LocalizedText | undefined {
  const derivation = fieldCatalog.derivationOf?.(field);
  const own = (id: string) => entity.fields.find((each) => each.id === id);
  const ofTarget = (link: FieldDefinition | undefined, id: string | undefined) => {
    const target = link && catalog.find("entity", fieldCatalog.targetEntity(link) ?? "");
    return target && shownFields(target).find((each) => each.id === id);
  };
  switch (derivation?.kind) {
    case "lookup": {
      const link = own(derivation.reference);
      const shown = ofTarget(link, derivation.field);
      return link && shown && named(link.name, shown.name, ["的", " – "]);
    }
    case "rollup": {
      const list = own(derivation.list);
      if (!list) return undefined;
      if (derivation.function === "count") return joined(list.name, "数", " (number)");
      const shown = ofTarget(list, derivation.field);
      const [zh, en] = TOTALS[derivation.function] ?? ["", ""];
      // Until the field to total is chosen the name says what will be totalled.
      return joined(shown ? named(list.name, shown.name, ["", " – "]) : list.name, zh, ` (${en})`);
    }
    case "reverse":
    case undefined: {
      if (findFieldType(field.type)?.group !== "relation") return undefined;
      const target = catalog.find("entity", fieldCatalog.targetEntity(field) ?? "");
      const several = fieldCatalog.kindOf(field) === "references" || derivation !== undefined;
      return target && (several ? (target.plural ?? target.name) : target.name);
    }
  }
}

function joined(name: LocalizedText, zh: string, en: string): LocalizedText {
  return { zh: name.zh === "" ? "" : name.zh + zh, en: name.en === "" ? "" : name.en + en };
}

function named(a: LocalizedText, b: LocalizedText, [zh, en]: readonly [string, string]): LocalizedText {
  return { zh: `${a.zh || a.en}${zh}${b.zh || b.en}`, en: `${a.en || a.zh}${en}${b.en || b.zh}` };
}

/** Whether nobody has named the field yet: it is called after its type, numbered perhaps, or as was suggested before. */
export function isUnnamed(field: FieldDefinition, suggested: LocalizedText | undefined): boolean {
  const { zh, en } = field.name;
  const type = findFieldType(field.type)?.name;
  const plain = (name: string) => name.replace(/ \d+$/, "");
  return (suggested?.zh === zh && suggested.en === en) || (type?.zh === plain(zh) && type.en === plain(en));
}
