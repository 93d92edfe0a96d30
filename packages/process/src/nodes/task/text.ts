/** Texts of the node. */
export const text = {
  name: { zh: "任务 / 填写", en: "Task or form" },
  description: {
    zh: "在待办里请人做一件事，或者填写记录里的几个字段",
    en: "Asks somebody to do something, or to fill in fields of the record",
  },
  title: { zh: "任务内容", en: "What to do" },
  to: { zh: "由谁完成", en: "Who does it" },
  due: { zh: "期限", en: "Due within" },
  waitForIt: { zh: "完成后才继续", en: "Go on only when it is done" },
  doneWhen: { zh: "满足时自动完成", en: "Done by itself when" },
  doneWhenHelp: {
    zh: "记录满足条件时，任务自动完成；留空则由负责人自己点完成",
    en: "The task is finished when the record meets this; without it, people finish it themselves",
  },
  untitled: { zh: "未填写", en: "untitled" },
  noTitle: { zh: "请填写任务内容", en: "Write what is to be done" },
  nobody: { zh: "没有可分派的人，跳过", en: "There is nobody to do it, skipped" },
  done: { zh: "任务已完成", en: "The task is done" },
} as const;
