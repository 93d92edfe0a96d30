import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { namedTokens } from "../template.ts";
import { stepRecycle } from "./step.ts";
import { text } from "./text.ts";

/** Returns the record to the public pool, with the reason. */
export const recycleNode = defineNode({
  id: "recycle",
  name: text.name,
  description: text.description,
  group: "people",
  icon: "sync",
  color: "volcano",
  settings: [{ id: "reason", name: text.reason, kind: "custom", editor: "template", required: true }],
  initial: { reason: { zh: "超过期限未跟进", en: "Not followed up in time" } },
  exits: () => [NEXT],
  needsRecord: () => true,
  summary(settings, { wording, entity }) {
    const reason = namedTokens(wording, entity, settings.localized("reason") ?? text.noReason);
    return { zh: `退回公海：${reason.zh}`, en: `Back to the pool: ${reason.en}` };
  },
  check(settings, { catalog, entity }) {
    if (!catalog.find("entity", entity)?.pool) return [missing("", text.noPool)];
    return settings.localized("reason") ? [] : [missing("reason", text.noReason)];
  },
  step: stepRecycle,
});
