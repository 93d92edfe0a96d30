/** Texts of the node. */
export const text = {
  name: { zh: "通知", en: "Notify" },
  description: { zh: "给相关的人发站内消息", en: "Sends a message inside the product" },
  to: { zh: "通知谁", en: "Whom" },
  title: { zh: "标题", en: "Title" },
  body: { zh: "内容", en: "Text" },
  noTitle: { zh: "请填写标题", en: "Write a title" },
  nobody: { zh: "没有可通知的人，跳过", en: "There is nobody to tell, skipped" },
} as const;
