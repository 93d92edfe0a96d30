import { missing } from "../../model/checks.ts";
import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { text } from "./text.ts";

/** Starts when a visitor sends a public form. */
export const formSubmittedTrigger = defineTrigger({
  id: "form-submitted",
  name: text.name,
  description: text.description,
  icon: "send",
  settings: [
    { id: "form", name: text.form, kind: "custom", editor: "public-form", help: text.formHelp },
    whenSetting,
  ],
  initial: {},
  matches(settings, event) {
    if (event.type !== "created" || event.form === undefined) return false;
    const form = settings.text("form");
    return form === undefined || form === event.form;
  },
  summary(settings, { wording, entity }) {
    const name = wording.entity(entity);
    const form = settings.text("form");
    if (form === undefined)
      return { zh: `访客提交${name.zh}表单时`, en: `When a visitor sends a form for a ${name.en}` };
    const called = wording.form(form);
    return { zh: `访客提交“${called.zh}”时`, en: `When a visitor sends “${called.en}”` };
  },
  check(settings, { catalog, entity }) {
    const id = settings.text("form");
    const form = id === undefined ? undefined : catalog.find("form", id);
    if (id === undefined) return [];
    if (form?.entity !== entity) return [missing("form", text.noForm)];
    return form.public ? [] : [missing("form", text.notPublic)];
  },
});
