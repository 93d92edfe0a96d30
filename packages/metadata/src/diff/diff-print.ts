import type { LocalizedText } from "@mortise/kit";
import { fieldName } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import { quotedAs } from "../document-name.ts";
import type { PrintBlock, PrintBlockType, PrintDocument } from "../documents/print.ts";
import { type ChangeList, changedProperties, compareLists, isSame, type PropertyNames } from "./change.ts";
import type { DiffContext } from "./diff-context.ts";

const BLOCK_NAMES: Readonly<Record<PrintBlockType, LocalizedText>> = {
  heading: { zh: "标题", en: "heading" },
  text: { zh: "文字", en: "text" },
  fields: { zh: "字段", en: "fields" },
  table: { zh: "明细表", en: "rows" },
  approvals: { zh: "审批记录", en: "approvals" },
  picture: { zh: "图片", en: "picture" },
  qr: { zh: "二维码", en: "QR code" },
  sign: { zh: "签字栏", en: "line to sign" },
  break: { zh: "分页", en: "page break" },
};

const PROPERTIES: PropertyNames<PrintDocument> = {
  entity: { zh: "实体", en: "entity" },
  paper: { zh: "纸张", en: "paper" },
  landscape: { zh: "方向", en: "orientation" },
  margin: { zh: "页边距", en: "margin" },
  header: { zh: "页眉", en: "header" },
  footer: { zh: "页脚", en: "footer" },
  pageNumbers: { zh: "页码", en: "page numbers" },
};

/** Changes of a print template: its parts, paper, header and footer. */
export function diffPrint(
  before: PrintDocument,
  after: PrintDocument,
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
    if (!isSame(old, next)) list.add("changed", { zh: `修改了${name.zh}`, en: `${name.en} changed` });
  }
  if (blocks.reordered) list.add("changed", { zh: "调整了顺序", en: "order changed" });
  list.addChanged(changedProperties(before, after, PROPERTIES));
}

function blockName({ type, field, text }: PrintBlock, entity: string, catalog: Catalog): LocalizedText {
  const kind = BLOCK_NAMES[type];
  const own = field === undefined ? text : fieldName(catalog, entity, field);
  return own ? quotedAs(kind, own) : kind;
}
