import { type LocalizedText, newId } from "@mortise/kit";
import type { QuotingText } from "@mortise/metadata";
import { type NotificationRow, systemActor, writeJournal, type WriteTransaction } from "@mortise/store";
import { readRecords } from "../world-source.ts";
import type { ProcessParts } from "../parts.ts";
import type { PooledEntity } from "./pooled-entities.ts";

/** Something that people hear of one record or of several. */
export interface PoolNotice {
  readonly to: readonly string[];
  readonly records: readonly string[];
  /** What is said of one record; `{title}` stands for its title. */
  readonly one: LocalizedText;
  /** What is said of several; `{n}` stands for their number. */
  readonly many: LocalizedText;
  readonly body: LocalizedText;
}

const TITLE = /\{title\}/g;
const NUMBER = /\{n\}/g;

/** Tells people, each in one message, however many records it is about. */
export async function sendNotices(
  { releases }: ProcessParts,
  transaction: WriteTransaction,
  { app, entity }: PooledEntity,
  notices: readonly PoolNotice[],
): Promise<void> {
  const single = notices.flatMap(({ records, to }) =>
    records.length === 1 && to.length > 0 ? [records[0] ?? ""] : [],
  );
  const titleField = releases.current(app).catalog.find("entity", entity)?.titleField ?? "";
  const reading = { reader: transaction, actor: systemActor, app };
  const read = single.length === 0 ? [] : await readRecords(reading, entity, single);
  const titles = new Map(read.map((record) => [record.id, record[titleField] ?? null]));
  const at = transaction.now.toISOString();
  const rows = notices.flatMap(({ to, records, one, many, body }): readonly NotificationRow[] => {
    const record = records.length === 1 ? (records[0] ?? null) : null;
    const title: QuotingText =
      record === null
        ? filled(many, NUMBER, String(records.length))
        : {
            ...filled(one, TITLE, `{${titleField}}`),
            quotes: { [titleField]: titles.get(record) ?? null },
          };
    return to.map((account) => ({
      id: newId(transaction.now.getTime()),
      account,
      app,
      entity,
      record,
      title,
      body,
      at,
      read_at: null,
    }));
  });
  await writeJournal(transaction.db, { notifications: rows });
}

function filled({ zh, en }: LocalizedText, place: RegExp, text: string): LocalizedText {
  return { zh: zh.replace(place, text), en: en.replace(place, text) };
}

/** What the records of an entity are called in messages. */
export function entityWords({ releases }: ProcessParts, { app, entity }: PooledEntity): LocalizedText {
  const { zh, en } = releases.current(app).catalog.find("entity", entity)?.name ?? {
    zh: "记录",
    en: "record",
  };
  return { zh: zh || en, en: (en || zh).toLowerCase() };
}
