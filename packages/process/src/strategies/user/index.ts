import { missing } from "../../model/checks.ts";
import { defineStrategy } from "../../model/strategy-type.ts";
import { settleOne } from "../candidates/choice.ts";

/** Always the named person. */
export const userStrategy = defineStrategy({
  id: "user",
  name: { zh: "指定人员", en: "A named person" },
  settings: [{ id: "user", name: { zh: "人员", en: "Person" }, kind: "user", required: true }],
  pick(context, to) {
    const user = context.roster.user(to.text("user") ?? "");
    if (user) return settleOne(context, { to, user });
    return {
      kind: "none",
      reason: { zh: "指定的人员不存在", en: "the named person does not exist" },
      considered: [],
    };
  },
  summary: (to, { wording }) => {
    const name = wording.name(to.text("user")) || "?";
    return { zh: `分给${name}`, en: `to ${name}` };
  },
  check: (to) => (to.text("user") ? [] : [missing("user", { zh: "请选择人员", en: "Choose a person" })]),
});
