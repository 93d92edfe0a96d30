/** Texts of the pivot table. */
export const text = {
  total: { zh: "合计", en: "Total" },
  rows: { zh: "行", en: "Rows" },
  open: { zh: "展开 {name}", en: "Open {name}" },
  close: { zh: "收起 {name}", en: "Close {name}" },
  sortBy: { zh: "按 {name} 排序", en: "Sort by {name}" },
  table: { zh: "透视表，方向键可在格子间移动", en: "Pivot table; arrow keys move between cells" },
};
