/** Words of lists shown as trees. */
export const treeText = {
  expand: { zh: "展开“{name}”", en: "Expand “{name}”" },
  collapse: { zh: "收起“{name}”", en: "Collapse “{name}”" },
  below: { zh: "{n} 个下级", en: "{n} below" },
  more: { zh: "显示更多", en: "Show more" },
  drag: { zh: "拖动“{name}”", en: "Drag “{name}”" },
  move: { zh: "移动到…", en: "Move to …" },
  moveOf: { zh: "移动“{name}”", en: "Move “{name}”" },
  moveUnder: { zh: "移到哪条记录之下", en: "Below which record" },
  toTop: { zh: "移到最上层", en: "Move to the top" },
  dropTop: { zh: "拖到这里移到最上层", en: "Drop here to move it to the top" },
  moved: { zh: "已把“{name}”移到“{to}”之下", en: "“{name}” now stands below “{to}”" },
  movedTop: { zh: "已把“{name}”移到最上层", en: "“{name}” now stands at the top" },
  circle: {
    zh: "不能移到自己或自己的下级之下",
    en: "A record cannot stand below itself or what is below it",
  },
  cut: {
    zh: "符合条件的太多，只显示前 {n} 条和它们的上级",
    en: "Too many match: the first {n} are shown, with what stands above them",
  },
};
