/** Texts of the tests of a flow. */
export const text = {
  tests: { zh: "测试", en: "Tests" },
  title: { zh: "这个流程的测试", en: "Tests of this flow" },
  hint: {
    zh: "每次修改草稿都会自动重跑；有测试不通过时，发布会被拦下",
    en: "They run again with every change of the draft; while one fails, publishing is held back",
  },
  none: { zh: "还没有测试", en: "No tests yet" },
  noneHint: {
    zh: "在“运行记录”里打开一次真实运行，点“存为测试”",
    en: "Open a run under “Runs” and choose “Keep as a test”",
  },
  passed: { zh: "通过", en: "Passed" },
  failed: { zh: "未通过", en: "Failed" },
  running: { zh: "正在运行", en: "Running" },
  notRun: { zh: "流程有错误，暂不能测试", en: "The flow has errors and cannot be tested" },
  remove: { zh: "删除测试", en: "Delete the test" },
  removeAsk: { zh: "删除这个测试？", en: "Delete this test?" },
  ok: { zh: "删除", en: "Delete" },
  cancel: { zh: "取消", en: "Cancel" },
  keep: { zh: "存为测试", en: "Keep as a test" },
  kept: { zh: "已加入流程草稿的测试", en: "Put among the tests of the drafted flow" },
} as const;
