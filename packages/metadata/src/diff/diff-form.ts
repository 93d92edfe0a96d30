import type { LocalizedText } from "@mortise/kit";
import { fieldName } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import { quotedAs } from "../document-name.ts";
import type { FormDocument } from "../documents/form.ts";
import type { PublicAccess } from "../documents/public-access.ts";
import type { PublicFormSettings, PublicLink, PublicQuery } from "../documents/public-form.ts";
import { type FormItem, innerItems, withInnerItems } from "../documents/form-item.ts";
import { type ChangeList, compareLists, isSame } from "./change.ts";
import type { DiffContext } from "./diff-context.ts";

interface PlacedItem {
  readonly item: FormItem;
  /** The section or page it stands in; empty at the top. */
  readonly section: string;
}

/** Changes of a form: items, their places, and how it is offered to visitors. */
export function diffForm(
  before: FormDocument,
  after: FormDocument,
  list: ChangeList,
  context: DiffContext,
): void {
  const items = compareLists(place(before.items), place(after.items), ({ item }) => item.id);
  const entities = { before: before.entity, after: after.entity };
  list.addParts(items, {
    nameOf: ({ item }, state) => itemName(item, entities[state], context[state]),
    subjectOf: ({ item }) => ({ part: "item", item: item.id }),
    gone: "移除",
  });
  for (const { before: old, after: next } of items.kept) {
    const name = itemName(next.item, after.entity, context.after);
    const subject = { part: "item", item: next.item.id } as const;
    if (!isSame(alone(old.item), alone(next.item))) {
      list.add("changed", { zh: `修改了${name.zh}`, en: `${name.en} changed` }, subject);
    }
    if (old.section !== next.section) {
      list.add("changed", { zh: `移动了${name.zh}`, en: `${name.en} moved` }, subject);
    }
  }
  if (items.reordered) list.add("changed", { zh: "调整了布局", en: "layout changed" });
  diffPublic(before, after, list);
}

function place(items: readonly FormItem[], section = ""): readonly PlacedItem[] {
  return items.flatMap((item) => [{ item, section }, ...place(innerItems(item), item.id)]);
}

/** A section or page without its items, which are compared by themselves. */
function alone(item: FormItem): object {
  return withInnerItems(item, []);
}

const TITLED = {
  section: { zh: "分组", en: "section" },
  page: { zh: "页", en: "page" },
  frame: { zh: "嵌入网页", en: "embedded page" },
  button: { zh: "按钮", en: "button" },
} as const;

function itemName(item: FormItem, entity: string, catalog: Catalog): LocalizedText {
  switch (item.type) {
    case "field":
      return quotedAs({ zh: "字段", en: "field" }, item.label ?? fieldName(catalog, entity, item.field));
    case "section":
    case "page":
    case "frame":
    case "button":
      return quotedAs(TITLED[item.type], item.title);
    case "pages":
      return item.look === "tabs" ? { zh: "选项卡", en: "tabs" } : { zh: "分步", en: "steps" };
    case "divider":
      return { zh: "分隔线", en: "divider" };
    case "text":
      return { zh: "说明文字", en: "explanation" };
  }
}

function diffPublic(before: FormDocument, after: FormDocument, list: ChangeList): void {
  diffQuery(before.publicQuery, after.publicQuery, list);
  if (isSame(before.public, after.public)) return;
  const [old, next] = [firstLink(before), firstLink(after)];
  const [was, is] = [old.enabled ?? false, next.enabled ?? false];
  if (was !== is && is) list.add("changed", { zh: "对外公开", en: "opened to the public" });
  if (was !== is && !is) list.add("changed", { zh: "停止对外公开", en: "closed to the public" });
  const changed = accessChanges(old.access, next.access);
  for (const words of changed) list.add("changed", words);
  const links = diffLinks(before.public?.links ?? [], after.public?.links ?? [], list);
  const isSaid = was !== is || changed.length > 0 || (links && isSame(old, next));
  if (!isSaid) list.add("changed", { zh: "修改了公开设置", en: "public settings changed" });
}

function firstLink(form: FormDocument): Partial<PublicFormSettings> {
  const { links: _links, ...first } = form.public ?? {};
  return first;
}

/** Further links that came, went or changed; whether there are any. */
function diffLinks(before: readonly PublicLink[], after: readonly PublicLink[], list: ChangeList): boolean {
  const links = compareLists(before, after, ({ id }) => id);
  const say = ({ name }: PublicLink, zh: string, en: string) => {
    const link = quotedAs({ zh: "公开链接", en: "public link" }, name);
    list.add("changed", { zh: `${zh}${link.zh}`, en: `${link.en} ${en}` });
  };
  for (const link of links.added) say(link, "新增", "added");
  for (const link of links.removed) say(link, "移除", "removed");
  const changed = links.kept.filter((link) => !isSame(link.before, link.after));
  for (const link of changed) {
    const { enabled } = link.after;
    if (link.before.enabled === enabled) say(link.after, "修改了", "changed");
    else say(link.after, enabled ? "打开" : "关闭", enabled ? "opened" : "closed");
  }
  return links.added.length + links.removed.length + changed.length > 0;
}

function diffQuery(before: PublicQuery | undefined, after: PublicQuery | undefined, list: ChangeList): void {
  if (isSame(before, after)) return;
  const [was, is] = [before?.enabled ?? false, after?.enabled ?? false];
  if (was === is) list.add("changed", { zh: "修改了公开查询", en: "public query changed" });
  else if (is) list.add("changed", { zh: "打开公开查询", en: "public query opened" });
  else list.add("changed", { zh: "关闭公开查询", en: "public query closed" });
}

function accessChanges(old: PublicAccess = {}, next: PublicAccess = {}): readonly LocalizedText[] {
  return ACCESS_WORDS.filter(({ of }) => !of.every((key) => isSame(old[key], next[key]))).map(
    ({ words }) => words,
  );
}

interface AccessWords {
  readonly of: readonly (keyof PublicAccess)[];
  readonly words: LocalizedText;
}

const ACCESS_WORDS: readonly AccessWords[] = [
  {
    of: ["opensAt", "closesAt", "windows"],
    words: { zh: "修改了公开填写的起止时间", en: "opening times for visitors changed" },
  },
  { of: ["total"], words: { zh: "修改了公开填写的总次数上限", en: "limit of submissions changed" } },
  {
    of: ["perDay", "perMonth"],
    words: { zh: "修改了公开填写每天、每月的份数上限", en: "limit of submissions per day or month changed" },
  },
  { of: ["perPerson"], words: { zh: "修改了每人填写次数", en: "submissions per person changed" } },
  { of: ["password"], words: { zh: "修改了公开填写的密码", en: "password for visitors changed" } },
  { of: ["proof"], words: { zh: "修改了防机器人验证", en: "check against robots changed" } },
  { of: ["verify"], words: { zh: "修改了需要验证码的字段", en: "fields proved by a code changed" } },
  { of: ["hosts"], words: { zh: "修改了可嵌入的网站", en: "sites that may embed it changed" } },
];
