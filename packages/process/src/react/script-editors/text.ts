/** Texts of the editors of scripts. */
export const text = {
  name: { zh: "名称", en: "Name" },
  namePlaceholder: { zh: "如 amount", en: "such as amount" },
  chooseField: { zh: "选择值", en: "Choose a value" },
  add: { zh: "添加值", en: "Add a value" },
  remove: { zh: "删除", en: "Remove" },
  off: {
    zh: "这台服务器没有开启脚本：步骤会走“失败”分支。请管理员设置环境变量 FLOW_SCRIPTS=on 后重启",
    en: "Scripts are switched off on this server: the step goes the way “It failed”. Whoever runs the server sets FLOW_SCRIPTS=on and starts it again",
  },
  placeholder: { zh: "return { total: input.amount * 2 };", en: "return { total: input.amount * 2 };" },
  tryHint: {
    zh: "选一条记录运行一次，从结果里选择后面要用的内容；什么都不会写入",
    en: "Choose a record and run it once, then choose what later steps use of the result; nothing is written",
  },
  run: { zh: "现在运行", en: "Run now" },
  noSample: { zh: "还没有样例，先运行一次", en: "No sample yet: run it once" },
  gave: { zh: "脚本返回了 {result}", en: "It gave back {result}" },
} as const;
