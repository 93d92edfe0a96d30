import { missing } from "../../model/checks.ts";
import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { text } from "./text.ts";

/** Starts for records that a recycle rule of a pool takes back and that are to be assigned anew; no change starts it. */
export const recycledTrigger = defineTrigger({
  id: "recycled",
  name: text.name,
  description: text.description,
  icon: "sync",
  settings: [whenSetting],
  initial: {},
  byPools: true,
  matches: () => false,
  summary(_settings, { wording, entity }) {
    const name = wording.entity(entity);
    return {
      zh: `公海收回${name.zh}、需要重新分配时`,
      en: `When a pool takes a ${name.en} back to be assigned anew`,
    };
  },
  check: (_settings, { catalog, entity }) =>
    catalog.find("entity", entity)?.pool ? [] : [missing("", text.notOwned)],
});
