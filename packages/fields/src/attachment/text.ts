/** Texts of the attachment editor. */
export const text = {
  upload: { zh: "上传文件", en: "Upload files" },
  uploading: { zh: "正在上传…", en: "Uploading…" },
  failed: { zh: "“{name}”上传失败，请重试", en: "“{name}” could not be uploaded; try again" },
  remove: { zh: "移除“{name}”", en: "Remove “{name}”" },
} as const;
