import { type LocalizedText, shortKey } from "@mortise/kit";
import { type EntityDocument, type FieldDefinition, RESERVED_FIELD_IDS } from "@mortise/metadata";
import { pinyin } from "pinyin-pro";

const LONGEST = 40;

/**
 * A stable id from a name people typed: English as it is, Chinese by its pinyin (`客户方言` → `ke_hu_fang_yan`).
 * Never one of `taken`.
 */
export function newDocumentId(
  name: { readonly zh: string; readonly en: string },
  taken: readonly string[],
): string {
  const source = /[a-z]/i.test(name.en) ? name.en : name.zh || name.en;
  const latin = pinyin(source, { toneType: "none", nonZh: "consecutive", type: "array", v: true }).join(" ");
  const plain = latin
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, LONGEST)
    .replace(/_+$/, "");
  const base = plain || `f_${shortKey(6)}`;
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}_${number}`)) return `${base}_${number}`;
}

/** A key for a field of an entity from what it is called; a field that is there already may keep its own. */
export function newFieldId(entity: EntityDocument, name: LocalizedText, field?: FieldDefinition): string {
  const others = entity.fields.filter((each) => each !== field);
  return newDocumentId(name, [...others.map(({ id }) => id), ...RESERVED_FIELD_IDS]);
}
