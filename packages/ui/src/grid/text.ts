/** Words of the grid. */
export const gridText = {
  selectAll: { zh: "选择已加载的全部行", en: "Select all loaded rows" },
  selectRow: { zh: "选择此行", en: "Select row" },
  columnWidth: { zh: "{name}：宽 {n} 像素", en: "{name}: {n} pixels wide" },
  columnPlace: { zh: "{name}：第 {n} 列，共 {of} 列", en: "{name}: column {n} of {of}" },
};
