import { definePeople } from "./people-source.ts";

/** 发起人自选: whoever started it chooses when the step is reached. */
export const starterPicks = definePeople({
  id: "starter-picks",
  name: { zh: "发起人自选", en: "Chosen by whoever started it" },
  settings: [],
  pickers: ({ state }) => (state.startedBy === null ? [] : [state.startedBy]),
  find: (context) => context.picked,
  summary: () => ({ zh: "发起人选的人", en: "whom the starter chooses" }),
  check: () => [],
});

/** 上一步审批人指定: who approved before chooses when the step is reached. */
export const approverPicks = definePeople({
  id: "approver-picks",
  name: { zh: "上一步审批人指定", en: "Chosen by who approved before" },
  settings: [],
  pickers: ({ approvals }) => approvals.at(-1)?.users ?? [],
  find: (context) => context.picked,
  summary: () => ({ zh: "上一步审批人指定的人", en: "whom the approver before chooses" }),
  check: () => [],
});
