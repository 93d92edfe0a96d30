import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { text } from "./text.ts";

/** Starts when a record comes into being: by hand, import, form or API. */
export const recordCreatedTrigger = defineTrigger({
  id: "record-created",
  name: text.name,
  description: text.description,
  icon: "plus",
  settings: [whenSetting],
  initial: {},
  matches: (_settings, event) => event.type === "created",
  summary: (_settings, { wording, entity }) => {
    const name = wording.entity(entity);
    return { zh: `新建${name.zh}时`, en: `When a ${name.en} is created` };
  },
  check: () => [],
});
