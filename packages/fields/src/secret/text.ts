/** Texts of secrets on screen. */
export const text = {
  replace: { zh: "已填写，输入新内容可替换", en: "Filled in; type to replace it" },
  enter: { zh: "加密保存，填写后不再显示", en: "Kept encrypted; not shown again" },
  isThere: { zh: "已填写，加密保存", en: "Filled in, kept encrypted" },
  clear: { zh: "清空", en: "Empty it" },
};
