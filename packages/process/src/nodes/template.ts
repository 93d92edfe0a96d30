import type { LocalizedText } from "@mortise/kit";
import type { Value } from "@mortise/expression";
import { QUOTE, type QuoteOrigin, type QuotingText } from "@mortise/metadata";
import { missing } from "../model/checks.ts";
import { readVariable } from "../model/variable-path.ts";
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
  const quoted = [...fields].map((path) => quoteOf(context, path));
  const origins = quoted.flatMap(({ path, origin }) => (origin ? [[path, origin] as const] : []));
  return {
    zh,
    en,
    quotes: Object.fromEntries(quoted.map(({ path, value }) => [path, value])),
    ...(origins.length > 0 ? { origins: Object.fromEntries(origins) } : {}),
  };
}

interface Quoted {
  readonly path: string;
  readonly value: Value;
  readonly origin?: QuoteOrigin;
}

/**
 * A value as a text keeps it. Of other records the text keeps which field is meant, not its value: the reader sees it as it is
 * there. Figures are kept with the fields that guard them.
 */
function quoteOf(context: StepContext, path: string): Quoted {
  const { variables, catalog } = context.flow;
  const variable = variables.find(path);
  if (!variable) return { path, value: context.value(path) };
  const { field, guard } = variable;
  const target = catalog.fieldTypes.targetEntity(field);
  const record = recordBehind(context, path);
  if (record !== undefined && guard) return { path, value: null, origin: { field, ...guard, record } };
  const value = context.value(path);
  const document = target === undefined ? undefined : catalog.find("entity", target);
  const title = document?.fields.find(({ id }) => id === document.titleField);
  if (document && title && typeof value === "string") {
    const origin = { field: title, entity: document.id, record: value, fields: [title.id] };
    return { path, value: null, origin };
  }
  return { path, value, origin: { field, fields: [], ...guard } };
}

/** The record whose field a path leads to; undefined for outputs themselves. */
function recordBehind(context: StepContext, path: string): string | undefined {
  const parts = readVariable(path);
  const record = parts && parts.rest.length > 0 ? context.value(`$${parts.key}`) : null;
  return typeof record === "string" ? record : undefined;
}

/** Complaints about tokens that name no field. */
export function checkTokens(
  path: string,
  template: LocalizedText | undefined,
  context: CheckContext,
): readonly SettingProblem[] {
  const written = `${template?.zh ?? ""}${template?.en ?? ""}`;
  const tokens = new Set([...written.matchAll(QUOTE)].map((match) => match[1] ?? ""));
  return [...tokens]
    .filter((field) => !context.variable(field))
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
