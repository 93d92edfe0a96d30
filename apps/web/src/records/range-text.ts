/** Words of ranges of cells. */
export const rangeText = {
  cells: {
    zh: "{rows} 行 × {columns} 列",
    en: "{rows} {rows:row|rows} × {columns} {columns:column|columns}",
  },
  filled: { zh: "计数 {n}", en: "Count {n}" },
  sum: { zh: "求和 {n}", en: "Sum {n}" },
  average: { zh: "平均 {n}", en: "Average {n}" },
  notLoaded: {
    zh: "选中的行还没有全部加载，请缩小范围；要取出全部数据请用导出",
    en: "Some of these rows are not loaded yet: choose fewer, or export the list",
  },
  tooMany: { zh: "一次最多 {n} 个单元格，请缩小范围", en: "At most {n} cells at once; choose fewer" },
  mayNot: { zh: "不能修改", en: "may not be changed" },
  unread: { zh: "“{text}”：{reason}", en: "“{text}”: {reason}" },
  problem: { zh: "第 {row} 行 · {column} · {reason}", en: "Row {row} · {column} · {reason}" },
  more: { zh: "另有 {n} 处", en: "and {n} more" },
  askTitle: { zh: "写入 {n} 个单元格？", en: "Write {n} {n:cell|cells}?" },
  askProblems: {
    zh: "以下 {n} 个单元格会跳过：",
    en: "{n} {n:cell is left as it is|cells are left as they are}:",
  },
  nothing: { zh: "没有可以写入的单元格", en: "There is no cell to write" },
  write: { zh: "写入", en: "Write" },
  cancel: { zh: "取消", en: "Cancel" },
  close: { zh: "知道了", en: "Close" },
  written: { zh: "已写入 {n} 条记录", en: "{n} {n:record|records} changed" },
  refused: { zh: "没有写入任何内容", en: "Nothing was written" },
  nothingToUndo: { zh: "没有可以撤销的操作", en: "There is nothing to undo" },
  nothingToRedo: { zh: "没有可以重做的操作", en: "There is nothing to redo" },
  undone: { zh: "已撤销", en: "Undone" },
  redone: { zh: "已重做", en: "Redone" },
  kept: {
    zh: "{n} 条记录后来又被修改，没有变动",
    en: "{n} {n:record was|records were} changed since and {n:is|are} left as they are",
  },
};
