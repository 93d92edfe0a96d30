import { missing } from "../../model/checks.ts";
import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { text } from "./text.ts";

/** Starts when a stage or option field moves, optionally from and to given options. */
export const stageChangedTrigger = defineTrigger({
  id: "stage-changed",
  name: text.name,
  description: text.description,
  icon: "stage",
  settings: [
    { id: "field", name: text.field, kind: "field", accepts: ["option"], required: true },
    { id: "from", name: text.from, kind: "custom", editor: "field-option" },
    { id: "to", name: text.to, kind: "custom", editor: "field-option" },
    whenSetting,
  ],
  initial: {},
  matches(settings, event) {
    const field = settings.text("field") ?? "";
    if (event.type !== "updated" || !event.changed.includes(field)) return false;
    const [from, to] = [settings.text("from"), settings.text("to")];
    return (
      (from === undefined || event.before?.[field] === from) &&
      (to === undefined || event.after[field] === to)
    );
  },
  summary(settings, { wording, entity }) {
    const field = settings.text("field") ?? "";
    const name = wording.field(entity, field);
    const [from, to] = [settings.text("from"), settings.text("to")];
    const source = from === undefined ? text.any : wording.value(entity, field, from);
    const target = to === undefined ? text.any : wording.value(entity, field, to);
    return { zh: `${name.zh}：${source.zh} → ${target.zh}`, en: `${name.en}: ${source.en} → ${target.en}` };
  },
  check(settings, { catalog, entity }) {
    const field = catalog.scope(entity).variable(settings.text("field") ?? "");
    if (field?.kind !== "option") return [missing("field", text.chooseField)];
    return (["from", "to"] as const).flatMap((id) => {
      const option = settings.text(id);
      return option === undefined || field.optionKeys?.includes(option) ? [] : [missing(id, text.noOption)];
    });
  },
});
