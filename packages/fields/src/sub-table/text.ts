/** Texts of the sub-table editor. */
export const text = {
  addRow: { zh: "添加一行", en: "Add row" },
  removeRow: { zh: "删除第 {row} 行", en: "Remove row {row}" },
  total: { zh: "合计", en: "Total" },
  noRows: { zh: "还没有明细", en: "No rows yet" },
  unknownEntity: {
    zh: "明细实体不存在或无权查看",
    en: "The entity of the rows does not exist or is not visible",
  },
} as const;
