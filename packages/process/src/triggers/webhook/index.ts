import type { FieldDefinition } from "@mortise/metadata";
import { fillText } from "@mortise/kit";
import { missing, under } from "../../model/checks.ts";
import { addressProblem } from "../../model/hook.ts";
import type { CheckContext, SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { text } from "./text.ts";

const MOST_REPLY = 2_000;

/** Starts with a record that another system sends to the flow's own address. */
export const webhookTrigger = defineTrigger({
  id: "webhook",
  name: text.name,
  description: text.description,
  icon: "api",
  settings: [
    { id: "address", name: text.address, kind: "custom", editor: "hook-address" },
    { id: "fields", name: text.fields, kind: "custom", editor: "hook-fields", required: true },
    { id: "match", name: text.match, kind: "fields", help: text.matchHelp },
    { id: "signed", name: text.signed, kind: "switch", help: text.signedHelp },
    { id: "addresses", name: text.addresses, kind: "long-text", help: text.addressesHelp },
    { id: "reply", name: text.reply, kind: "text", help: text.replyHelp },
    whenSetting,
  ],
  initial: { fields: [] },
  matches: () => false,
  hook: (settings) => {
    const reply = settings.text("reply");
    return {
      fields: fieldsOf(settings),
      match: settings.texts("match"),
      isSigned: settings.flag("signed"),
      addresses: addressesOf(settings),
      ...(reply === undefined ? {} : { reply }),
    };
  },
  summary(_settings, { wording, entity }) {
    const name = wording.entity(entity);
    return { zh: `其他系统发来${name.zh}时`, en: `When another system sends a ${name.en}` };
  },
  check(settings, context) {
    const filled = fieldsOf(settings);
    return [
      ...(filled.length === 0 ? [missing("fields", text.noFields)] : []),
      ...filled.flatMap(({ field }, index) => under(`fields.${index}`, checkField(field, context))),
      ...settings.texts("match").flatMap((id, index) => {
        const isFilled = filled.some(({ field }) => field === id);
        return isFilled ? [] : [missing(`match.${index}`, named(text.matchNotFilled, id, context))];
      }),
      ...addressesOf(settings).flatMap((entry) => {
        const problem = addressProblem(entry);
        return problem ? [missing("addresses", problem)] : [];
      }),
      ...((settings.text("reply")?.length ?? 0) > MOST_REPLY ? [missing("reply", text.longReply)] : []),
    ];
  },
});

function fieldsOf(settings: Settings) {
  return settings.items("fields").flatMap((item) => {
    const [path, field] = [item.text("path"), item.text("field")];
    return path === undefined || field === undefined ? [] : [{ path, field }];
  });
}

function addressesOf(settings: Settings): readonly string[] {
  return (settings.text("addresses") ?? "").split(/[\s,，;；]+/).filter((entry) => entry !== "");
}

function checkField(id: string, context: CheckContext): readonly SettingProblem[] {
  const { catalog, entity } = context;
  if (id === "owner") return [];
  const field: FieldDefinition | undefined = catalog.field(entity, id);
  if (!field) return [missing("field", named(text.noField, id, context))];
  const isWorkedOut = catalog.fieldTypes.derivationOf?.(field) !== undefined;
  return isWorkedOut ? [missing("field", named(text.workedOut, id, context))] : [];
}

function named(
  words: { readonly zh: string; readonly en: string },
  id: string,
  { wording, entity }: CheckContext,
) {
  const field = wording.field(entity, id);
  return { zh: fillText(words.zh, { field: field.zh }), en: fillText(words.en, { field: field.en }) };
}
