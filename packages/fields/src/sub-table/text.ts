/** Texts of the sub-table editor. */
export const text = {
  addRow: { zh: "添加一行", en: "Add row" },
  addSeveral: { zh: "批量选择{name}", en: "Choose several: {name}" },
  addRows: { zh: "添加 {n} 行", en: "Add {n} {n:row|rows}" },
  leftOut: {
    zh: "其中 {n} 条不会添加：已在明细中，或超过了最多行数",
    en: "{n} of these will not be added: they stand in a row already, or there would be too many rows",
  },
  cancel: { zh: "取消", en: "Cancel" },
  row: { zh: "第 {row} 行", en: "Row {row}" },
  removeRow: { zh: "删除第 {row} 行", en: "Remove row {row}" },
  pasteHint: {
    zh: "可从 Excel 复制多行，在单元格里粘贴",
    en: "Rows copied from a spreadsheet can be pasted into a cell",
  },
  required: { zh: "必填", en: "required" },
  total: { zh: "合计", en: "Total" },
  noRows: { zh: "还没有明细", en: "No rows yet" },
  unknownEntity: {
    zh: "明细实体不存在或无权查看",
    en: "The entity of the rows does not exist or is not visible",
  },
} as const;
