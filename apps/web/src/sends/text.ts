/** Texts around what flows send outside. */
export const sendsText = {
  sends: { zh: "外发记录", en: "Sent outside" },
  hint: {
    zh: "流程发出的邮件、短信和对其他系统的请求：发了什么、对方怎么回答；失败的可以重新发送",
    en: "E-mail, short messages and requests of flows: what was sent, what came back; what failed can be sent again",
  },
  run: { zh: "查看流程运行", en: "The run" },
  record: { zh: "打开记录", en: "The record" },
} as const;
