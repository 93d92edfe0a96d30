import { sameText } from "@mortise/kit";
import { defineStrategy } from "../../model/strategy-type.ts";
import { missing } from "../../model/checks.ts";

/** Always the named person. */
export const userStrategy = defineStrategy({
  id: "user",
  name: { zh: "指定人员", en: "A named person" },
  settings: [{ id: "user", name: { zh: "人员", en: "Person" }, kind: "user", required: true }],
  pick(context, to) {
    const user = context.roster.user(to.text("user") ?? "");
    if (!user?.active) {
      return {
        kind: "none",
        reason: user
          ? { zh: `${user.name}的账号已停用`, en: `${user.name}'s account is disabled` }
          : { zh: "指定的人员不存在", en: "the named person does not exist" },
        considered: user
          ? [
              {
                label: sameText(user.name),
                value: { zh: "账号已停用", en: "account disabled" },
                decisive: true,
              },
            ]
          : [],
      };
    }
    return {
      kind: "assigned",
      user: user.id,
      team: context.roster.mainTeam(user.id) ?? null,
      considered: [],
    };
  },
  summary: (to, { wording }) => {
    const name = wording.name(to.text("user")) || "?";
    return { zh: `分给${name}`, en: `to ${name}` };
  },
  check: (to) => (to.text("user") ? [] : [missing("user", { zh: "请选择人员", en: "Choose a person" })]),
});
