import type { Value } from "@mortise/expression";
import { type LocalizedText, newId } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import type { NotificationRow } from "../journal/notifications.ts";
import { SYSTEM_MODEL_FIELDS } from "../records/model/system-fields.ts";
import type { NewsItem } from "./read-news.ts";

/** Fields of which a message names the new value; more are only named. */
const MOST_VALUES = 3;

/** To whom, and about what, a message is. */
export interface NewsBase {
  readonly app: string;
  readonly entity: EntityDocument;
  readonly account: string;
  readonly now: Date;
}

/** What others did to one record, as far as the reader may know it. */
export interface RecordNews {
  readonly record: string;
  readonly news: readonly NewsItem[];
  /** Fields that the reader may see. */
  readonly fields: readonly string[];
  readonly values: Readonly<Record<string, Value>>;
  readonly names: ReadonlyMap<string, string>;
  /** The record's title as it is now. */
  readonly title: Value;
}

const WORDS: Readonly<Record<string, LocalizedText>> = {
  deleted: { zh: "删除了记录", en: "deleted it" },
  restored: { zh: "恢复了记录", en: "restored it" },
  claimed: { zh: "从公海领取", en: "claimed it from the pool" },
  released: { zh: "退回公海", en: "returned it to the pool" },
};

/** One message about one record. Values stand in it as quotes, which each reading shows by the rights of then. */
export function newsMessage(base: NewsBase, told: RecordNews): NotificationRow {
  const { titleField } = base.entity;
  const quoted = told.fields.slice(0, MOST_VALUES);
  const quotes = Object.fromEntries(quoted.map((field) => [field, told.values[field] ?? null]));
  const who = [...new Set(told.news.map(({ actor }) => actor))].map((actor) => nameOf(actor, told.names));
  const done = [...new Set(told.news.map(({ type }) => type))].flatMap((type) => WORDS[type] ?? []);
  const changes = told.fields.map((field, index) => {
    const name = fieldName(base.entity, field);
    const value = index < MOST_VALUES && quotes[field] !== null ? ` → {${field}}` : "";
    return { zh: `${name.zh}${value}`, en: `${name.en}${value}` };
  });
  const parts = (locale: "zh" | "en"): string =>
    [...done.map((word) => word[locale]), ...changes.map((one) => one[locale])].join(
      locale === "zh" ? "；" : "; ",
    );
  return {
    ...row(base),
    record: told.record,
    title: {
      zh: `“{${titleField}}”有更新`,
      en: `“{${titleField}}” has changed`,
      quotes: { [titleField]: told.title },
    },
    body: {
      zh: `${who.map((one) => one.zh).join("、")}：${parts("zh")}`,
      en: `${who.map((one) => one.en).join(", ")}: ${parts("en")}`,
      ...(quoted.length > 0 ? { quotes } : {}),
    },
  };
}

/** One message about many records of an entity. */
export function manyMessage(base: NewsBase, count: number): NotificationRow {
  const { name, plural } = base.entity;
  return {
    ...row(base),
    record: null,
    title: {
      zh: `你关注的 ${count} 条${name.zh}有更新`,
      en: `${count} ${(plural ?? name).en} that you follow have changed`,
    },
    body: { zh: "", en: "" },
  };
}

function row({ app, entity, account, now }: NewsBase) {
  return { id: newId(now.getTime()), account, app, entity: entity.id, at: now.toISOString(), read_at: null };
}

/** Who did it: a person's name is the same in both languages. */
function nameOf(actor: string | null, names: ReadonlyMap<string, string>): LocalizedText {
  const name = actor === null ? undefined : names.get(actor);
  return name === undefined ? { zh: "系统", en: "System" } : { zh: name, en: name };
}

function fieldName(entity: EntityDocument, id: string): LocalizedText {
  const field = [...entity.fields, ...SYSTEM_MODEL_FIELDS].find((each) => each.id === id);
  return field?.name ?? { zh: id, en: id };
}
