/** Words of the grid. */
export const gridText = {
  selectAll: { zh: "选择已加载的全部行", en: "Select all loaded rows" },
  selectRow: { zh: "选择此行", en: "Select row" },
};
