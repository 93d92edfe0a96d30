import type { LocalizedText, SettingSpec } from "@mortise/kit";
import { missing } from "../model/checks.ts";
import type { CheckContext, SettingProblem, SummaryContext } from "../model/node-type.ts";
import type { Settings } from "../model/settings.ts";
import type { StepContext } from "../model/step-context.ts";

const OWNER = { zh: "负责人", en: "the owner" };
const STARTER = { zh: "发起人", en: "whoever started it" };

/** Settings that name the person whose managers or team are meant. */
export function whomSettings(name: LocalizedText): readonly SettingSpec[] {
  return [
    {
      id: "whose",
      name,
      kind: "choice",
      default: "owner",
      choices: [
        { value: "owner", name: { zh: "负责人", en: "The owner" } },
        { value: "starter", name: { zh: "发起人", en: "Whoever started it" } },
        { value: "field", name: { zh: "人员字段", en: "A person field" } },
      ],
    },
    {
      id: "field",
      name: { zh: "字段", en: "Field" },
      kind: "field",
      accepts: ["user", "users"],
      visibleWhen: { setting: "whose", in: ["field"] },
    },
  ];
}

/** The people whom these settings name. */
export function aboutWhom(context: StepContext, settings: Settings): readonly string[] {
  const whose = settings.text("whose") ?? "owner";
  if (whose === "starter") return context.state.startedBy === null ? [] : [context.state.startedBy];
  const value = context.value(whose === "field" ? (settings.text("field") ?? "") : "owner");
  return (Array.isArray(value) ? value : [value]).filter((id) => typeof id === "string");
}

/** Says whom these settings name. */
export function sayWhom(settings: Settings, { wording, entity }: SummaryContext): LocalizedText {
  const whose = settings.text("whose") ?? "owner";
  if (whose === "starter") return STARTER;
  if (whose !== "field") return OWNER;
  const field = wording.field(entity, settings.text("field") ?? "");
  return { zh: `“${field.zh}”`, en: field.en };
}

/** Complaints about these settings. */
export function checkWhom(settings: Settings, { catalog, entity }: CheckContext): readonly SettingProblem[] {
  if (settings.text("whose") !== "field") return [];
  const kind = catalog.scope(entity).variable(settings.text("field") ?? "")?.kind;
  if (kind === "user" || kind === "users") return [];
  return [missing("field", { zh: "请选择人员字段", en: "Choose a person field" })];
}
