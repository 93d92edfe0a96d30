/** Texts of forms that are filled in. */
export const rendererText = {
  create: { zh: "提交", en: "Submit" },
  save: { zh: "保存", en: "Save" },
  pages: { zh: "分页", en: "Pages" },
  next: { zh: "下一步", en: "Next" },
  back: { zh: "上一步", en: "Back" },
  stepOf: { zh: "第 {n} 步，共 {all} 步", en: "Step {n} of {all}" },
  problems: { zh: "{n} 处需要修改", en: "{n} to mend" },
  frameRefused: {
    zh: "管理员未允许嵌入 {host} 的网页",
    en: "Pages of {host} may not be embedded; ask the administrator to allow it",
  },
  openOutside: { zh: "在新窗口打开", en: "Open in a new window" },
  cancel: { zh: "取消", en: "Cancel" },
  /** After the warnings of a form. */
  warned: {
    zh: "请确认以上提醒；再次点击保存即可继续。",
    en: "Please think this over; save again to go on.",
  },
} as const;
