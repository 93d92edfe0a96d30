import type { LocalizedText } from "@mortise/kit";
import { cardOf } from "../block-entity.ts";
import { fieldName } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import { quoted, quotedAs } from "../document-name.ts";
import type { PageBlock, PageBlockType, PageDocument } from "../documents/page.ts";
import { type ChangeList, compareLists, isSame } from "./change.ts";
import type { DiffContext } from "./diff-context.ts";

/** What blocks are called. */
const BLOCK_NAMES: Readonly<Record<PageBlockType, LocalizedText>> = {
  fields: { zh: "字段", en: "fields" },
  table: { zh: "子表", en: "sub-table" },
  list: { zh: "关联列表", en: "related list" },
  files: { zh: "文件", en: "files" },
  timeline: { zh: "动态", en: "timeline" },
  comments: { zh: "评论", en: "comments" },
  work: { zh: "审批与任务", en: "approvals and tasks" },
  chart: { zh: "图表", en: "chart" },
  match: { zh: "匹配的记录", en: "records that match" },
};

/** Changes of a record's page: blocks, tabs, who sees what; moving counts once. */
export function diffPage(
  before: PageDocument,
  after: PageDocument,
  list: ChangeList,
  context: DiffContext,
): void {
  const blocks = compareLists(before.blocks, after.blocks, ({ id }) => id);
  const entities = { before: before.entity, after: after.entity };
  list.addParts(blocks, {
    nameOf: (block, state) => blockName(block, entities[state], context[state]),
    gone: "移除",
  });
  for (const { before: old, after: next } of blocks.kept) {
    const name = blockName(next, after.entity, context.after);
    if (!isSame(old.roles, next.roles))
      list.add("changed", { zh: `修改了谁能看到${name.zh}`, en: `who sees ${name.en} changed` });
    if (!isSame(content(old), content(next)))
      list.add("changed", { zh: `修改了${name.zh}`, en: `${name.en} changed` });
  }
  diffTabs(before, after, list);
  if (!isSame(before.keyFields, after.keyFields))
    list.add("changed", { zh: "修改了标题下的关键字段", en: "fields under the title changed" });
  if (!isSame(before.roles, after.roles))
    list.add("changed", { zh: "修改了哪些角色使用本页", en: "the roles that the page is for changed" });
  const isMoved =
    blocks.reordered ||
    !isSame(before.columns, after.columns) ||
    blocks.kept.some((pair) => pair.before.column !== pair.after.column);
  if (isMoved) list.add("changed", { zh: "调整了布局", en: "layout changed" });
  if (!isSame(before.phoneOrder, after.phoneOrder))
    list.add("changed", { zh: "调整了手机上的顺序", en: "order on the phone changed" });
}

function content({ column: _column, roles: _roles, ...own }: PageBlock): object {
  return own;
}

function blockName(block: PageBlock, entity: string, catalog: Catalog): LocalizedText {
  const { title, field, type } = block;
  const shown =
    field !== undefined && type !== "chart"
      ? fieldName(catalog, entity, field)
      : (cardOf(catalog, block)?.title ?? BLOCK_NAMES[type]);
  return quotedAs({ zh: "区块", en: "block" }, title ?? shown);
}

function diffTabs(before: PageDocument, after: PageDocument, list: ChangeList): void {
  const tabs = compareLists(before.tabs, after.tabs, ({ id }) => id);
  list.addParts(tabs, {
    nameOf: ({ name }) => quotedAs({ zh: "标签页", en: "tab" }, name),
    gone: "移除",
  });
  for (const { before: old, after: next } of tabs.kept) {
    const { zh, en } = quoted(next.name);
    if (!isSame(old, next)) list.add("changed", { zh: `标签页改名为${zh}`, en: `tab renamed to ${en}` });
  }
  if (tabs.reordered) list.add("changed", { zh: "调整了标签页的顺序", en: "order of tabs changed" });
}
