import { fillText, type LocalizedText } from "@mortise/kit";
import { missing } from "../../model/checks.ts";
import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { text } from "./text.ts";

/** Starts when somebody presses its button, on a record or for chosen records of a list; no change starts it. */
export const buttonPressedTrigger = defineTrigger({
  id: "button-pressed",
  name: text.name,
  description: text.description,
  icon: "thunder",
  settings: [
    { id: "label", name: text.label, kind: "localized-text", required: true },
    { id: "roles", name: text.roles, kind: "roles", help: text.rolesHelp },
    whenSetting,
    { id: "ask", name: text.ask, kind: "fields", help: text.askHelp },
    { id: "must", name: text.must, kind: "switch" },
    { id: "many", name: text.many, kind: "switch" },
    { id: "confirm", name: text.confirm, kind: "localized-text", help: text.confirmHelp },
  ],
  initial: { ask: [], roles: [], must: true, many: true },
  matches: () => false,
  button: (settings) => {
    const confirm = settings.localized("confirm");
    return {
      label: settings.localized("label") ?? text.name,
      roles: settings.texts("roles"),
      ask: settings.texts("ask"),
      must: settings.flag("must"),
      many: settings.flag("many"),
      ...(confirm ? { confirm } : {}),
    };
  },
  summary(settings, { wording, entity }) {
    const name = wording.entity(entity);
    const label = settings.localized("label") ?? { zh: "…", en: "…" };
    return {
      zh: `有人在${name.zh}上按下“${label.zh}”时`,
      en: `When somebody presses “${label.en}” on a ${name.en}`,
    };
  },
  check(settings, { catalog, entity }) {
    const fields = catalog.find("entity", entity)?.fields ?? [];
    const named = (words: LocalizedText, field: string): LocalizedText => ({
      zh: fillText(words.zh, { field }),
      en: fillText(words.en, { field }),
    });
    return [
      ...(settings.localized("label") ? [] : [missing("label", text.noLabel)]),
      ...settings
        .texts("roles")
        .flatMap((role, index) =>
          catalog.find("role", role) ? [] : [missing(`roles.${index}`, text.noRole)],
        ),
      ...settings.texts("ask").flatMap((id, index) => {
        const field = fields.find((each) => each.id === id);
        if (!field) return [missing(`ask.${index}`, named(text.noField, id))];
        return catalog.fieldTypes.derivationOf?.(field) === undefined
          ? []
          : [
              missing(`ask.${index}`, {
                zh: fillText(text.notWritten.zh, { field: field.name.zh }),
                en: fillText(text.notWritten.en, { field: field.name.en }),
              }),
            ];
      }),
    ];
  },
});
