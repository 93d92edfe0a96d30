import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { text } from "./text.ts";

/** Starts when a record gets an owner, or another owner; claimed, assigned, handed over or created with one. */
export const recordAssignedTrigger = defineTrigger({
  id: "record-assigned",
  name: text.name,
  description: text.description,
  icon: "lead",
  settings: [whenSetting],
  initial: {},
  matches(_settings, event) {
    const owner = event.after["owner"];
    if (typeof owner !== "string") return false;
    if (event.type === "created") return true;
    return event.type === "updated" && event.before?.["owner"] !== owner;
  },
  summary(_settings, { wording, entity }) {
    const name = wording.entity(entity);
    return { zh: `${name.zh}有了新的负责人时`, en: `When a ${name.en} gets an owner` };
  },
  check: () => [],
});
