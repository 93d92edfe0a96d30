/** Texts of the editor. */
export const text = {
  bold: { zh: "加粗", en: "Bold" },
  italic: { zh: "斜体", en: "Italic" },
  strike: { zh: "删除线", en: "Strike through" },
  heading: { zh: "标题", en: "Heading" },
  bullets: { zh: "项目列表", en: "List" },
  numbers: { zh: "编号列表", en: "Numbered list" },
  quote: { zh: "引用", en: "Quote" },
  link: { zh: "链接", en: "Link" },
  linkAsk: { zh: "链接地址（留空取消链接）", en: "Address of the link; empty takes it away" },
  undo: { zh: "撤销", en: "Undo" },
  redo: { zh: "重做", en: "Redo" },
  tools: { zh: "格式", en: "Formatting" },
  ok: { zh: "确定", en: "OK" },
  loading: { zh: "正在打开编辑器…", en: "Opening the editor…" },
} as const;
