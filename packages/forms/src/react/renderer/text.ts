/** Texts of forms that are filled in. */
export const rendererText = {
  create: { zh: "提交", en: "Submit" },
  save: { zh: "保存", en: "Save" },
  cancel: { zh: "取消", en: "Cancel" },
  /** After the warnings of a form. */
  warned: {
    zh: "请确认以上提醒；再次点击保存即可继续。",
    en: "Please think this over; save again to go on.",
  },
} as const;
