import { missing } from "../../model/checks.ts";
import { defineNode } from "../../model/node-type.ts";
import { text } from "./text.ts";

/** Ends the run as cancelled. */
export const abortNode = defineNode({
  id: "abort",
  name: text.name,
  description: text.description,
  group: "logic",
  icon: "block",
  color: "red",
  settings: [{ id: "reason", name: text.reason, kind: "localized-text", required: true }],
  initial: {},
  exits: () => [],
  summary(settings) {
    const { zh, en } = settings.localized("reason") ?? text.noReason;
    return { zh: `中止：${zh}`, en: `Abort: ${en}` };
  },
  check: (settings) => (settings.localized("reason") ? [] : [missing("reason", text.noReason)]),
  step({ settings }) {
    const reason = settings.localized("reason") ?? text.name;
    return {
      type: "abort",
      reason,
      text: { zh: `中止：${reason.zh}`, en: `Aborted: ${reason.en}` },
    };
  },
});
