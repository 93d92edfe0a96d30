import type { Locale, LocalizedText } from "@mortise/kit";

const text = {
  submit: { zh: "提交", en: "Submit" },
  sending: { zh: "提交中…", en: "Sending…" },
  proving: { zh: "安全验证并提交中…", en: "Checking and sending…" },
  loading: { zh: "加载中…", en: "Loading…" },
  required: { zh: "请填写此项", en: "Please fill this in" },
  unreachable: {
    zh: "网络不通，请检查后重试，已填内容不会丢失",
    en: "No connection. Try again; what you typed is kept",
  },
  closed: { zh: "该表单未开放或已关闭", en: "This form is not open" },
  mend: { zh: "请修改标出的内容", en: "Please look at the marked answers" },
  done: { zh: "提交成功", en: "Received" },
  save: { zh: "保存修改", en: "Save changes" },
  saving: { zh: "保存中…", en: "Saving…" },
  saved: { zh: "已保存", en: "Saved" },
  changeMore: { zh: "继续修改", en: "Change more" },
  changeIt: { zh: "查看或修改", en: "Look at or change it" },
  sentBefore: {
    zh: "您在本机提交过一份，{time} 前可以修改",
    en: "You sent one from this device; it may be changed until {time}",
  },
  ownUntil: {
    zh: "这是您提交的内容，{time} 前可以修改",
    en: "This is what you sent; you may change it until {time}",
  },
  ownLink: {
    zh: "保存好这个只属于您的链接，{time} 前可以修改",
    en: "Keep this link, which is yours alone: by it you may change your answers until {time}",
  },
  yourAnswers: { zh: "您填写的内容", en: "What you answered" },
  yes: { zh: "是", en: "Yes" },
  no: { zh: "否", en: "No" },
  ended: { zh: "修改的时间已过", en: "The time for changes is over" },
  endedHint: { zh: "如需更改，请联系发布者", en: "Ask whoever sent you the link" },
  settled: { zh: "已开始处理，不能再修改", en: "It is being dealt with" },
  settledHint: {
    zh: "如需更改，请联系发布者",
    en: "It cannot be changed here any more; ask whoever sent you the link",
  },
  code: { zh: "6 位验证码", en: "6-digit code" },
  getCode: { zh: "获取验证码", en: "Send me a code" },
  codeAgainIn: { zh: "{n} 秒后可重发", en: "Again in {n} s" },
  codeSent: {
    zh: "验证码已发送到 {to}，10 分钟内有效",
    en: "A code is on its way to {to}; it is good for 10 minutes",
  },
  again: { zh: "再填一份", en: "Fill it in again" },
  choose: { zh: "请选择", en: "Choose" },
  province: { zh: "省 / 直辖市", en: "Province" },
  city: { zh: "市", en: "City" },
  county: { zh: "区 / 县", en: "District" },
  next: { zh: "下一步", en: "Next" },
  back: { zh: "上一步", en: "Back" },
  stepOf: { zh: "第 {n} 步，共 {all} 步", en: "Step {n} of {all}" },
  later: { zh: "还未开放填写", en: "Not open yet" },
  opensAt: { zh: "将于 {time} 开放", en: "Opens on {time}" },
  outOfHours: { zh: "现在不在开放时段", en: "Not open at this hour" },
  opensAgain: { zh: "将于 {time} 再次开放", en: "It opens again on {time}" },
  locked: { zh: "已由链接填好，不能修改", en: "Filled in by the link; it cannot be changed" },
  remembered: { zh: "已填入您上次在本机填写的内容", en: "What you sent last from this device is filled in" },
  forget: { zh: "清除记录", en: "Erase it" },
  goingOn: { zh: "即将前往 {host}", en: "You are taken on to {host}" },
  goOn: { zh: "立即前往", en: "Go there now" },
  closesAt: { zh: "{time} 截止", en: "Open until {time}" },
  left: { zh: "距离开放", en: "Time left" },
  days: { zh: "{n} 天", en: "{n} d" },
  over: { zh: "填写已截止", en: "This form is closed" },
  overHint: {
    zh: "该表单不再接受填写，如有需要请联系发布者",
    en: "It takes no more answers. Ask whoever sent you the link",
  },
  fullToday: { zh: "今天的名额已满", en: "All places of today are taken" },
  fullThisMonth: { zh: "本月的名额已满", en: "All places of this month are taken" },
  full: { zh: "名额已满", en: "All places are taken" },
  fullHint: {
    zh: "该表单已达到填写上限，如有需要请联系发布者",
    en: "It takes no more answers. Ask whoever sent you the link",
  },
  password: { zh: "请输入填写密码", en: "Enter the password of this form" },
  wrongPassword: { zh: "密码不正确，请重新输入", en: "That is not the password; try again" },
  enter: { zh: "进入", en: "Continue" },
  restored: { zh: "已恢复您上次没有提交的内容", en: "What you typed last time is here again" },
  discard: { zh: "清空重填", en: "Start afresh" },
  keepForLater: { zh: "先存到本机，联网后自动发送", en: "Keep it on this device and send it later" },
  keptTitle: { zh: "已存到本机", en: "Kept on this device" },
  keptForLater: {
    zh: "已存到本机。请在联网后再打开本页（不必重新填写），内容会自动发送",
    en: "Kept on this device. Open this page again when there is a connection; it is sent by itself",
  },
  notKept: {
    zh: "本机无法保存，请联网后再提交",
    en: "This device keeps nothing; submit when there is a connection",
  },
  waiting: {
    zh: "有 {n} 份内容存在本机，联网后自动发送",
    en: "{n} kept on this device, sent when there is a connection",
  },
  sentLater: { zh: "存在本机的 {n} 份内容已发送", en: "{n} kept on this device have been sent" },
  notTaken: { zh: "有一份内容没有被接受：{reason}", en: "One was not taken: {reason}" },
  mendIt: { zh: "修改", en: "Mend" },
  dropIt: { zh: "删除", en: "Delete" },
  find: { zh: "查询", en: "Find" },
  finding: { zh: "安全验证并查询中…", en: "Checking and looking…" },
  nothingFound: {
    zh: "没有查到与全部内容都相符的记录，请核对后重试",
    en: "There is nothing that matches all of it. Check what you typed and try again",
  },
  found: { zh: "查询结果", en: "What was found" },
  other: { zh: "English", en: "中文" },
} as const satisfies Readonly<Record<string, LocalizedText>>;

/** Texts of the page in one language. */
export type Texts = Readonly<Record<keyof typeof text, string>>;

/** The texts of a language. */
export function textsOf(locale: Locale): Texts {
  const entries = Object.entries(text).map(([key, value]) => [key, value[locale]]);
  return Object.fromEntries(entries) as Texts; // the keys are those of `text`
}
