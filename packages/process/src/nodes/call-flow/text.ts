/** Texts of the node. */
export const text = {
  name: { zh: "调用流程", en: "Call a flow" },
  description: {
    zh: "运行另一个流程（子流程）：可以等它结束并使用它返回的结果，也可以启动后继续；多条记录则每条调用一次",
    en: "Runs another flow: waits for its end and uses what it gives back, or starts it and goes on; once for each of several records",
  },
  flow: { zh: "调用哪个流程", en: "Which flow" },
  flowHelp: {
    zh: "这里列出由“被其他流程调用”开始的流程",
    en: "Flows that start by “Called by another flow” are offered",
  },
  records: { zh: "为哪些记录调用", en: "For which records" },
  recordsHelp: {
    zh: "不选就是当前记录；选了多条记录（例如前面找到的），每条调用一次",
    en: "This record without a choice; for several records, such as those found before, it is called once for each",
  },
  inputs: { zh: "带入的值", en: "What it is given" },
  mode: { zh: "怎样调用", en: "How" },
  wait: { zh: "等它结束，使用返回的结果", en: "Wait for its end and use what it gives back" },
  start: { zh: "启动后马上继续", en: "Start it and go on at once" },
  atMost: { zh: "最多等多久", en: "Wait at most" },
  atMostHelp: {
    zh: "超过就中止没结束的调用，走“没有成功”；不填则一直等",
    en: "After that, what has not ended is stopped and the flow goes the way of failure; without it the flow waits as long as it takes",
  },
  whenFails: { zh: "被调用的流程失败时", en: "When the called flow fails" },
  goes: {
    zh: "走“没有成功”的路；没有连线则这次运行也失败",
    en: "Go the way of failure; where nothing is connected there, this run fails, too",
  },
  held: {
    zh: "停在这里，等人在运行记录里处理好被调用的运行",
    en: "Stay here until somebody has mended the called run",
  },
  next: { zh: "成功", en: "It worked" },
  failed: { zh: "没有成功", en: "It failed" },
  done: { zh: "成功的次数", en: "How many worked" },
  failures: { zh: "没有成功的次数", en: "How many failed" },
  problem: { zh: "失败原因", en: "What went wrong" },
  noFlow: { zh: "请选择要调用的流程", en: "Choose the flow to call" },
  flowGone: {
    zh: "要调用的流程不存在，可能已被删除，请重新选择",
    en: "The flow to call does not exist, it may have been deleted; choose another",
  },
  notCallable: {
    zh: "流程“{flow}”不是由“被其他流程调用”开始的，不能在这里调用",
    en: "“{flow}” does not start by “Called by another flow” and cannot be called here",
  },
  switchedOff: {
    zh: "流程“{flow}”没有启用，调用会失败；请启用它",
    en: "“{flow}” is switched off, so that calls will fail; switch it on",
  },
  wrongEntity: {
    zh: "流程“{flow}”处理的是{entity}，请选择{entity}的记录",
    en: "“{flow}” is about a {entity}: choose records of that kind",
  },
  noInput: { zh: "请填写“{input}”", en: "Fill in “{input}”" },
  oldInput: {
    zh: "流程“{flow}”已没有这个输入，请删除这一行",
    en: "“{flow}” does not take this any more; remove the row",
  },
  otherRecords: {
    zh: "“{input}”要的是{entity}的记录",
    en: "“{input}” takes a {entity}",
  },
  badDuration: { zh: "请填写时长", en: "Give a length of time" },
  nobody: { zh: "没有要处理的记录", en: "There is no record to call it for" },
  tooLate: { zh: "等到超时还没有结束", en: "It did not end in time" },
  assumed: {
    zh: "（试运行不会真正调用，按成功处理）",
    en: " (not called in a test run: taken to have worked)",
  },
} as const;
