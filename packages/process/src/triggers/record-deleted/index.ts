import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { text } from "./text.ts";

/** Starts when a record goes to the recycle bin; its steps still read the record there. */
export const recordDeletedTrigger = defineTrigger({
  id: "record-deleted",
  name: text.name,
  description: text.description,
  icon: "delete",
  settings: [whenSetting],
  initial: {},
  ofDeleted: true,
  matches: (_settings, event) => event.type === "deleted",
  summary(_settings, { wording, entity }) {
    const name = wording.entity(entity);
    return { zh: `${name.zh}被删除时`, en: `When a ${name.en} is deleted` };
  },
  check: () => [],
});
