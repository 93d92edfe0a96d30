import { defineStrategy } from "../model/strategy-type.ts";
import { missing } from "../model/checks.ts";
import { rotate } from "./rotation.ts";

/** Takes turns among listed people, in the order of the list. */
export const roundRobinStrategy = defineStrategy({
  id: "round-robin",
  name: { zh: "多人轮流", en: "Take turns among people" },
  settings: [{ id: "users", name: { zh: "人员", en: "People" }, kind: "users", required: true }],
  pick(context, to, key) {
    const people = to.texts("users").map((reference) => context.roster.user(reference));
    return rotate(
      context,
      key,
      people.filter((user) => user !== undefined),
      null,
    );
  },
  summary: (to, { wording }) => {
    const names = to.texts("users").map((user) => wording.name(user));
    return { zh: `${names.join("、")}轮流`, en: `take turns: ${names.join(", ")}` };
  },
  check: (to) =>
    to.texts("users").length > 0
      ? []
      : [missing("users", { zh: "请选择参与轮流的人员", en: "Choose the people who take turns" })],
});
