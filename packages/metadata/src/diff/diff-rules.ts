import type { LocalizedText } from "@mortise/kit";
import type { EntityDocument } from "../documents/entity.ts";
import type { RecordRule } from "../documents/record-rule.ts";
import { type ChangeList, compareLists, type DocumentChange, isSame } from "./change.ts";

/** Changes of the rules of an entity, by their names or, without one, by their places. */
export function diffRules(before: EntityDocument, after: EntityDocument, list: ChangeList): void {
  const rules = compareLists(before.rules ?? [], after.rules ?? [], ({ id }) => id);
  const say = (type: DocumentChange["type"], name: LocalizedText, verb: LocalizedText): void =>
    list.add(type, { zh: `${verb.zh}表单规则“${name.zh}”`, en: `form rule “${name.en}” ${verb.en}` });
  for (const rule of rules.added) say("added", nameOf(rule, after), { zh: "新增", en: "added" });
  for (const rule of rules.removed) say("removed", nameOf(rule, before), { zh: "删除", en: "removed" });
  for (const pair of rules.kept) {
    if (isSame(pair.before, pair.after)) continue;
    const wasOff = pair.before.disabled === true;
    const isOff = pair.after.disabled === true;
    const verb =
      wasOff === isOff
        ? { zh: "修改", en: "changed" }
        : isOff
          ? { zh: "停用", en: "switched off" }
          : { zh: "启用", en: "switched on" };
    say("changed", nameOf(pair.after, after), verb);
  }
  if (rules.reordered) list.add("changed", { zh: "调整了表单规则的顺序", en: "form rules reordered" });
}

function nameOf(rule: RecordRule, { rules = [] }: EntityDocument): LocalizedText {
  const place = rules.indexOf(rule) + 1;
  return {
    zh: rule.name?.zh || rule.name?.en || `第 ${place} 条`,
    en: rule.name?.en || rule.name?.zh || `no. ${place}`,
  };
}
