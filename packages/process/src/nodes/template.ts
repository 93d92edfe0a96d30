import type { LocalizedText } from "@mortise/kit";
import { QUOTE, type QuotingText } from "@mortise/metadata";
import { missing } from "../model/checks.ts";
import type { CheckContext, SettingProblem } from "../model/node-type.ts";
import type { StepContext } from "../model/step-context.ts";
import type { Wording } from "../model/wording.ts";

/** Fills the `{field}` tokens of a text with the record's values as people read them: for whoever sees the record whole. */
export function fillTokens(context: StepContext, template: LocalizedText | undefined): LocalizedText {
  const fill = (locale: "zh" | "en"): string =>
    (template?.[locale] ?? "").replace(QUOTE, (_token, field: string) =>
      context.value(field) === null ? "—" : context.display(field)[locale],
    );
  return { zh: fill("zh"), en: fill("en") };
}

/** The text with the record's values beside it, for readers who are shown what they may see of them. */
export function quoteTokens(context: StepContext, template: LocalizedText | undefined): QuotingText {
  const { zh = "", en = "" } = template ?? {};
  const fields = new Set([...`${zh}${en}`.matchAll(QUOTE)].map((match) => match[1] ?? ""));
  if (fields.size === 0) return { zh, en };
  return { zh, en, quotes: Object.fromEntries([...fields].map((field) => [field, context.value(field)])) };
}

/** Complaints about tokens that name no field. */
export function checkTokens(
  path: string,
  template: LocalizedText | undefined,
  context: CheckContext,
): readonly SettingProblem[] {
  const scope = context.catalog.scope(context.entity);
  const written = `${template?.zh ?? ""}${template?.en ?? ""}`;
  const tokens = new Set([...written.matchAll(QUOTE)].map((match) => match[1] ?? ""));
  return [...tokens]
    .filter((field) => !scope.variable(field))
    .map((field) =>
      missing(path, {
        zh: `文字里的字段“${field}”不存在`,
        en: `The text uses a field "${field}" that does not exist`,
      }),
    );
}

/** The text with the names of its fields in 「 」, for summaries. */
export function namedTokens(wording: Wording, entity: string, template: LocalizedText): LocalizedText {
  const name = (locale: "zh" | "en"): string =>
    template[locale].replace(QUOTE, (_token, field: string) => `「${wording.field(entity, field)[locale]}」`);
  return { zh: name("zh"), en: name("en") };
}
