/** Texts of the picture editor. */
export const text = {
  add: { zh: "添加图片", en: "Add pictures" },
  take: { zh: "拍照", en: "Take a picture" },
  adding: { zh: "正在上传…", en: "Uploading…" },
  remove: { zh: "移除“{name}”", en: "Remove “{name}”" },
  noPlace: { zh: "位置未知", en: "Place not known" },
  unread: {
    zh: "“{name}”不能加水印：浏览器打不开这种图片，请换成 JPG 或 PNG",
    en: "“{name}” cannot be marked: the browser does not open this kind of picture; use JPG or PNG",
  },
  more: { zh: "还有 {count} 张", en: "{count} more" },
} as const;
