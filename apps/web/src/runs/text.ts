/** Texts around the runs of flows. */
export const runsText = {
  runs: { zh: "运行记录", en: "Runs" },
  runsHint: {
    zh: "流程每次运行走到哪里、为什么停下；失败的可以修好后继续",
    en: "How far each run of a flow got and why it stopped; failed ones can be mended and go on",
  },
  run: { zh: "一次流程运行", en: "One run of a flow" },
  back: { zh: "返回", en: "Back" },
  openRecord: { zh: "打开记录", en: "Open the record" },
  undo: { zh: "撤销这次运行", en: "Undo this run" },
} as const;
