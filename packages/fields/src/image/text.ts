/** Texts of the picture editor. */
export const text = {
  add: { zh: "添加图片", en: "Add pictures" },
  take: { zh: "拍照", en: "Take a picture" },
  adding: { zh: "正在上传…", en: "Uploading…" },
  remove: { zh: "移除“{name}”", en: "Remove “{name}”" },
  more: { zh: "还有 {count} 张", en: "{count} more" },
} as const;
