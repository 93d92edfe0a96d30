/** Texts of the signature editor. */
export const text = {
  sign: { zh: "点击签名", en: "Sign" },
  again: { zh: "重新签名", en: "Sign again" },
  title: { zh: "手写签名", en: "Signature" },
  hint: { zh: "请在框内书写", en: "Write inside the frame" },
  clear: { zh: "清除", en: "Clear" },
  undo: { zh: "撤销一笔", en: "Take back a stroke" },
  reuse: { zh: "沿用上次签名", en: "Use the last one" },
  done: { zh: "完成", en: "Done" },
  cancel: { zh: "取消", en: "Cancel" },
  failed: { zh: "签名没有保存成功，请重试", en: "The signature could not be saved; try again" },
  remove: { zh: "移除签名", en: "Remove the signature" },
} as const;
