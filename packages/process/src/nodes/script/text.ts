/** Words of the step that runs a script. */
export const text = {
  name: { zh: "脚本", en: "Script" },
  description: {
    zh: "用一段 JavaScript 计算：只能用给它的值，不能访问网络和文件",
    en: "Works something out in JavaScript: it knows what it is given, and reaches neither network nor files",
  },
  inputs: { zh: "给脚本的值", en: "What the script gets" },
  inputsHelp: {
    zh: "脚本里用 input.名称 读取。数字是 JavaScript 数字（约 15 位），日期是 2026-11-30 这样的文字，选项是它的标识，空值是 null",
    en: "The script reads input.name. Numbers are those of JavaScript (some 15 digits), days are texts like 2026-11-30, options their keys, empty is null",
  },
  code: { zh: "脚本", en: "Script" },
  codeHelp: {
    zh: "用 return 返回结果，例如 return { total: input.price * input.count };",
    en: "Give the results back by return: return { total: input.price * input.count };",
  },
  results: { zh: "后面的步骤使用哪些结果", en: "Results that later steps use" },
  seconds: { zh: "最多运行（秒）", en: "Runs for at most (seconds)" },
  whenFails: { zh: "脚本出错时", en: "When the script fails" },
  goes: { zh: "走“失败”分支", en: "Go the way “It failed”" },
  held: { zh: "停在这里，等人处理", en: "Stay here until somebody deals with it" },
  next: { zh: "成功", en: "It worked" },
  failed: { zh: "失败", en: "It failed" },
  problem: { zh: "失败原因", en: "What went wrong" },
  noName: { zh: "请填写名称，如 amount", en: "Give it a name such as amount" },
  badName: {
    zh: "名称只能用字母、数字和下划线，不能以数字开头",
    en: "Names are letters, digits and underscores, and begin with no digit",
  },
  twice: { zh: "这个名称已经有了", en: "There is one of this name" },
  noField: { zh: "请选择给它哪个值", en: "Choose which value it is" },
  noCode: { zh: "请填写脚本", en: "Write the script" },
  tooLong: { zh: "脚本太长，最多 20,000 个字符", en: "The script is too long: at most 20,000 letters" },
} as const;
