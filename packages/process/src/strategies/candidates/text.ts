import type { LocalizedText } from "@mortise/kit";

/** Why people are passed over, as the reason of a decision says it beside their names. */
export const text = {
  inactive: { zh: "账号已停用，跳过", en: "account disabled, skipped" },
  passed: { zh: "已经看过，没有接收，跳过", en: "let it pass before, skipped" },
  lacks: (skill: LocalizedText): LocalizedText => ({
    zh: `没有“${skill.zh}”技能，跳过`,
    en: `does not have the skill “${skill.en}”, skipped`,
  }),
  onLeave: { zh: "请假中，跳过", en: "on leave, skipped" },
  onLeaveUntil: (until: string): LocalizedText => ({
    zh: `请假到 ${until}，跳过`,
    en: `on leave until ${until}, skipped`,
  }),
  offDuty: { zh: "不在值班时间，跳过", en: "off duty, skipped" },
  atOpen: (n: number): LocalizedText => ({
    zh: `手上已有 ${n} 条，到了上限，跳过`,
    en: `holds ${n}, which is the limit, skipped`,
  }),
  atDay: (n: number): LocalizedText => ({
    zh: `今天已分到 ${n} 条，到了上限，跳过`,
    en: `was given ${n} today, which is the limit, skipped`,
  }),
  tooSoon: (gap: LocalizedText): LocalizedText => ({
    zh: `上一条分到还不到 ${gap.zh}，跳过`,
    en: `was given the last one less than ${gap.en} ago, skipped`,
  }),
} as const;
