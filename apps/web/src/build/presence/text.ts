/** Words about who else is building. */
export const presenceText = {
  here: { zh: "同时在搭建的人", en: "Others building now" },
  at: { zh: "{name}：{place}", en: "{name}: {place}" },
  elsewhere: { zh: "在搭建页面", en: "among the build pages" },
  more: { zh: "还有 {n} 人", en: "{n} more" },
} as const;
