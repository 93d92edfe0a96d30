/** Stands among the ways for a message inside the product. */
export const IN_APP = "app";

/** Texts of the node. */
export const text = {
  name: { zh: "通知", en: "Notify" },
  description: {
    zh: "给相关的人发消息：站内、邮件或短信",
    en: "Sends a message to people: inside the product, by e-mail, as a short message",
  },
  to: { zh: "通知谁", en: "Whom" },
  by: { zh: "通过什么发送", en: "By" },
  byHelp: {
    zh: "邮件和短信按收件人的权限填入字段；没有填写邮箱或手机的人会记在运行记录里",
    en: "E-mail and short messages hold what their reader may see; who has no address is named in the run",
  },
  inApp: { zh: "站内消息", en: "A message here" },
  title: { zh: "标题", en: "Title" },
  body: { zh: "内容", en: "Text" },
  noTitle: { zh: "请填写标题", en: "Write a title" },
  noWay: { zh: "请选择通过什么发送", en: "Choose how they are told" },
  nobody: { zh: "没有可通知的人，跳过", en: "There is nobody to tell, skipped" },
} as const;
