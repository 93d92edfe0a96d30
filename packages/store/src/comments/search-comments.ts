import { sayMentions } from "@mortise/metadata";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { inTime } from "../database/running-read.ts";
import { readLimit, READ_LIMITS } from "../records/read-limits.ts";
import { fragmentSql } from "../records/sql-text.ts";
import { searchPredicate } from "../schema/search-text.ts";
import { excerpt, matchMarks } from "../search/match-marks.ts";
import { searchAlternatives } from "../search/search-query.ts";
import { commentsById } from "./comment-rows.ts";
import type { CommentHits } from "./comment.ts";
import type { CommentsOptions } from "./comments-options.ts";

/** So many are shown. */
const SHOWN = 5;
/** Up to so many are found by their keys; of a word that is in more of them, so many of the newest are looked through. */
const MOST_FOUND = 2_000;
/** Whether the actor may see the records is asked for so many comments at a time. */
const AT_ONCE = 200;

interface FoundRow {
  readonly id: string;
  readonly entity: string;
  /** The record that stands for the one that was commented on, if that was merged. */
  readonly record: string;
  readonly at: string;
}

interface CommentSearch {
  readonly app: string;
  readonly keyword: string;
}

/** The newest comments with all words of a keyword among those on records that the actor may see and that are not in the bin. */
export async function searchComments(
  options: CommentsOptions,
  actor: Actor,
  search: CommentSearch,
): Promise<CommentHits> {
  const alternatives = searchAlternatives(search.keyword);
  if (alternatives.length === 0) return { items: [], labels: {}, more: false };
  return inTime(readLimit(READ_LIMITS, "search"), async () => {
    const seen = await seenOf(options, actor, search.app, await findComments(options, search));
    const shown = seen.slice(0, SHOWN);
    const { comments, labels } = await commentsById(
      options.db,
      shown.map(({ id }) => id),
    );
    const words = [...new Set(alternatives.flatMap((one) => one.words))];
    const items = shown.flatMap(({ id, at: _at, ...place }) => {
      const comment = comments.get(id);
      if (!comment) return [];
      const said = sayMentions(comment.text, (person) => labels[person]);
      const line = excerpt(said, matchMarks(said, words, "words"));
      return [{ id, ...place, author: comment.author, at: comment.createdAt, ...line }];
    });
    return { items, labels, more: seen.length > SHOWN };
  });
}

/** Comments with the words, the newest first, whoever may see them. */
async function findComments(
  { db }: CommentsOptions,
  { app, keyword }: CommentSearch,
): Promise<readonly FoundRow[]> {
  const searched = { words: ["text"], names: [], digits: [] };
  const condition = fragmentSql(searchPredicate(keyword.toWellFormed(), { alias: "c", searched }));
  const read = async (found: ReturnType<typeof sql>) => {
    const { rows } = await sql<FoundRow>`
      with recursive found as materialized (${found}),
        newest as (select * from found order by id desc limit ${MOST_FOUND}),
        place(record, now) as (
          select record, record from newest union
          select p.record, m.survivor from place p join mortise.merged_record m on m.record = p.now
            join mortise.change_set s on s.id = m.change_set and s.undone_by is null)
      select n.id, n.entity, p.now as record, n.created_at as at from newest n join place p on p.record = n.record
      where (select count(*) from found) <= ${MOST_FOUND} and not exists (
        select from mortise.merged_record m join mortise.change_set s on s.id = m.change_set and s.undone_by is null
        where m.record = p.now)
      order by n.id desc`.execute(db);
    return rows;
  };
  const some = sql`select c.id, c.entity, c.record, c.created_at from mortise.comment c where c.app = ${app}`;
  const rare = await read(sql`${some} and ${condition} limit ${MOST_FOUND + 1}`);
  if (rare.length > 0) return rare;
  // In a form that the keys cannot serve, or all of them would be collected first.
  return read(sql`${some} and (${condition}) is true order by c.id desc limit ${MOST_FOUND}`);
}

/** Those on records that the actor may see, with the titles of these; one more than are shown at most. */
async function seenOf(
  { records, releases }: CommentsOptions,
  actor: Actor,
  app: string,
  found: readonly FoundRow[],
): Promise<readonly (FoundRow & { readonly title: string })[]> {
  const { catalog } = releases.current(app);
  const seen: (FoundRow & { readonly title: string })[] = [];
  for (let start = 0; start < found.length && seen.length <= SHOWN; start += AT_ONCE) {
    const some = found.slice(start, start + AT_ONCE);
    const titles = new Map<string, string>();
    for (const [id, group] of Map.groupBy(some, ({ entity }) => entity)) {
      const entity = catalog.find("entity", id);
      if (!entity || !records.permissionSummary(actor, app, id).read) continue;
      const fields = [entity.titleField];
      const filter = { in: [{ var: "id" }, [...new Set(group.map(({ record }) => record))]] };
      const page = await records.query(actor, app, { entity: id, fields, filter, limit: AT_ONCE });
      for (const record of page.items) titles.set(record.id, String(record[entity.titleField] ?? ""));
    }
    for (const row of some) {
      const title = titles.get(row.record);
      if (title !== undefined && (await isKnown(records, actor, app, row))) seen.push({ ...row, title });
    }
  }
  return seen;
}

/** What was said before a record came into a pool may be hidden from its next owner. */
async function isKnown(
  records: CommentsOptions["records"],
  actor: Actor,
  app: string,
  { entity, record, at }: FoundRow,
): Promise<boolean> {
  const since = await records.seenSince(actor, app, { entity, id: record });
  return since === null || new Date(at) > new Date(since);
}
