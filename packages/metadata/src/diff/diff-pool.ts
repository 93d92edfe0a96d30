import type { LocalizedText } from "@mortise/kit";
import { quotedAs } from "../document-name.ts";
import type { PoolDocument, RecycleRule } from "../documents/pool.ts";
import { type ChangeList, changedProperties, compareLists, isSame, type PropertyNames } from "./change.ts";

const PROPERTIES: PropertyNames<PoolDocument> = {
  entity: { zh: "实体", en: "entity" },
  order: { zh: "顺序", en: "order" },
  takes: { zh: "收入范围", en: "what comes into it" },
  admins: { zh: "管理员", en: "admins" },
  members: { zh: "成员", en: "members" },
  claiming: { zh: "领取方式", en: "who claims" },
  mask: { zh: "脱敏字段", en: "masked fields" },
  dailyClaims: { zh: "每日领取上限", en: "daily claims" },
  holdCaps: { zh: "保有上限", en: "hold caps" },
  cooldown: { zh: "前负责人冷静期", en: "cooldown" },
  protection: { zh: "保护期", en: "protection" },
  renewedBy: { zh: "有效跟进的定义", en: "what counts as a follow-up" },
  giveBack: { zh: "退回设置", en: "giving back" },
  onEntry: { zh: "进入公海时的赋值", en: "values on entry" },
  alarms: { zh: "超时提醒", en: "alarms" },
};

/** Changes of a pool: its rules of taking back one by one, its other settings by name. */
export function diffPool(before: PoolDocument, after: PoolDocument, list: ChangeList): void {
  const [old, next] = [before.recycling, after.recycling];
  if ((old?.enabled ?? false) !== (next?.enabled ?? false))
    list.add(
      "changed",
      next?.enabled
        ? { zh: "开启了自动回收", en: "taking back by itself switched on" }
        : { zh: "关闭了自动回收", en: "taking back by itself switched off" },
    );
  const rules = compareLists(old?.rules ?? [], next?.rules ?? [], ({ id }) => id);
  list.addParts(rules, { nameOf: ruleName, gone: "删除" });
  for (const pair of rules.kept) {
    const name = ruleName(pair.after);
    if (!isSame(pair.before, pair.after))
      list.add("changed", { zh: `修改了${name.zh}`, en: `${name.en} changed` });
  }
  if (!isSame(old?.reminders, next?.reminders))
    list.add("changed", { zh: "修改了回收前提醒", en: "reminders before taking back changed" });
  if (!isSame(old?.grace, next?.grace))
    list.add("changed", { zh: "修改了规则变更的缓冲时间", en: "grace after changes of rules changed" });
  list.addChanged(changedProperties(before, after, PROPERTIES));
}

function ruleName({ name }: RecycleRule): LocalizedText {
  return quotedAs({ zh: "回收规则", en: "recycle rule" }, name);
}
