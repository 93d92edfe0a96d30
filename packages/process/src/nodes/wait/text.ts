/** Texts of the node. */
export const text = {
  name: { zh: "等待", en: "Wait" },
  description: { zh: "等待一段时间再继续，重启也不会丢", en: "Goes on after a while; survives restarts" },
  for: { zh: "等待多久", en: "How long" },
  noDuration: { zh: "请填写等待时间，例如 24 小时", en: "Say how long to wait, such as 24 hours" },
  over: { zh: "等待时间到", en: "The waiting time is over" },
} as const;
