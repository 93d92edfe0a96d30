/** Texts of forms that are filled in. */
export const rendererText = {
  create: { zh: "提交", en: "Submit" },
  save: { zh: "保存", en: "Save" },
  cancel: { zh: "取消", en: "Cancel" },
} as const;
