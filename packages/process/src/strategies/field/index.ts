import { sameText } from "@mortise/kit";
import { missing } from "../../model/checks.ts";
import { defineStrategy } from "../../model/strategy-type.ts";
import { settleOne } from "../candidates/choice.ts";

/** The person named in a field of the record. */
export const fieldStrategy = defineStrategy({
  id: "field",
  name: { zh: "记录里的人员字段", en: "The person in a field" },
  settings: [
    {
      id: "field",
      name: { zh: "人员字段", en: "Person field" },
      kind: "field",
      accepts: ["user"],
      required: true,
    },
  ],
  pick(context, to) {
    const field = to.text("field") ?? "";
    const value = context.value(field);
    const user = typeof value === "string" ? context.roster.user(value) : undefined;
    const name = context.wording.field(context.state.entity, field);
    if (!user?.active)
      return {
        kind: "none",
        reason: { zh: `“${name.zh}”里没有可用的人`, en: `"${name.en}" holds nobody available` },
        considered: [],
      };
    return settleOne(context, { to, user }, [
      { field, label: name, value: sameText(user.name), decisive: true },
    ]);
  },
  summary: (to, { wording, entity }) => {
    const field = wording.field(entity, to.text("field") ?? "");
    return { zh: `分给“${field.zh}”里的人`, en: `to the person in ${field.en}` };
  },
  check: (to, { catalog, entity }) =>
    catalog.scope(entity).variable(to.text("field") ?? "")?.kind === "user"
      ? []
      : [missing("field", { zh: "请选择人员字段", en: "Choose a person field" })],
});
