import type { LocalizedText } from "@mortise/kit";
import { sayMentions } from "@mortise/metadata";
import { type Actor, commentsById, type NotificationRow, seenRecords } from "@mortise/store";
import type { ProcessParts } from "./parts.ts";

/** So much of a comment stands in a message; the record shows the rest. */
const EXCERPT = 200;

/** The beginnings of comments that messages are about, by comment: only of records that the reader sees now. */
export async function commentTexts(
  parts: ProcessParts,
  actor: Actor,
  rows: readonly NotificationRow[],
): Promise<ReadonlyMap<string, LocalizedText>> {
  const about = rows.filter(({ comment }) => (comment ?? null) !== null);
  const { comments, labels } = await commentsById(
    parts.db,
    about.flatMap(({ comment }) => comment ?? []),
  );
  const texts = new Map<string, LocalizedText>();
  for (const group of Map.groupBy(about, ({ app, entity }) => `${app ?? ""}/${entity ?? ""}`).values()) {
    const seen = await seenOf(parts, actor, group);
    for (const { comment, record } of group) {
      const said = comments.get(comment ?? "");
      if (!said || !seen.has(record ?? "")) continue;
      const text = sayMentions(said.text, (id) => labels[id]);
      const short = text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
      texts.set(said.id, { zh: short, en: short });
    }
  }
  return texts;
}

async function seenOf(
  { gateway, releases }: ProcessParts,
  actor: Actor,
  rows: readonly NotificationRow[],
): Promise<ReadonlySet<string>> {
  const { app, entity } = rows[0] ?? {};
  if (!app || !entity || !releases.apps().includes(app)) return new Set();
  if (!releases.current(app).catalog.find("entity", entity)) return new Set();
  const ids = [...new Set(rows.flatMap(({ record }) => record ?? []))];
  return seenRecords(gateway, actor, { app, entity, ids });
}
