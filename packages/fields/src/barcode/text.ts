/** Texts of codes. */
export const text = {
  scan: { zh: "扫码打开这条记录", en: "Scan to open this record" },
  latinOnly: { zh: "条形码不能表示“{text}”", en: "A bar code cannot hold “{text}”" },
  link: { zh: "记录链接", en: "Link to the record" },
} as const;
