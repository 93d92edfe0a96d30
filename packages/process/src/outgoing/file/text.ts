/** Words of files among what flows send. */
export const text = {
  name: { zh: "生成文件", en: "File" },
  file: { zh: "文件", en: "File" },
  size: { zh: "大小", en: "Size" },
} as const;
