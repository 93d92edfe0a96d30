/** Texts of the node. */
export const text = {
  name: { zh: "抄送", en: "Send a copy" },
  description: {
    zh: "请相关的人看一看，不用处理，出现在“抄送我的”里",
    en: "Lets people know without asking anything of them; it stands under “Copies to me”",
  },
  to: { zh: "抄送给谁", en: "To whom" },
  title: { zh: "标题", en: "Title" },
  noTitle: { zh: "请填写标题", en: "Write a title" },
  nobody: { zh: "没有可抄送的人，跳过", en: "There is nobody to send it to, skipped" },
  copied: { zh: "抄送给你", en: "Sent to you to read" },
} as const;
