import { missing } from "../../model/checks.ts";
import { defineStrategy } from "../../model/strategy-type.ts";
import { namedPeople } from "../candidates/candidate.ts";
import { checkSkills, skillSettings } from "../candidates/skills.ts";
import { rotate } from "../candidates/rotation.ts";

/** Takes turns among listed people, in the order of the list. */
export const roundRobinStrategy = defineStrategy({
  id: "round-robin",
  name: { zh: "多人轮流", en: "Take turns among people" },
  settings: [
    { id: "users", name: { zh: "人员", en: "People" }, kind: "users", required: true },
    ...skillSettings,
  ],
  pick(context, to, key) {
    return rotate(context, key, { to, people: namedPeople(context.roster, to.texts("users")) }, null);
  },
  summary: (to, { wording }) => {
    const names = to.texts("users").map((user) => wording.name(user));
    return { zh: `${names.join("、")}轮流`, en: `take turns: ${names.join(", ")}` };
  },
  check: (to, context) => [
    ...(to.texts("users").length > 0
      ? []
      : [missing("users", { zh: "请选择参与轮流的人员", en: "Choose the people who take turns" })]),
    ...checkSkills(to, context),
  ],
});
