import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { text } from "./text.ts";

/** Starts when a record comes back from the recycle bin. */
export const recordRestoredTrigger = defineTrigger({
  id: "record-restored",
  name: text.name,
  description: text.description,
  icon: "undo",
  settings: [whenSetting],
  initial: {},
  matches: (_settings, event) => event.type === "restored",
  summary(_settings, { wording, entity }) {
    const name = wording.entity(entity);
    return { zh: `${name.zh}从回收站恢复时`, en: `When a ${name.en} is restored` };
  },
  check: () => [],
});
