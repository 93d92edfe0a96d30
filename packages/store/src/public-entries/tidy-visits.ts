import { sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";

const DAY_SECONDS = 86_400;

/**
 * Forgets what has served its purpose: proofs that would not be taken any more, codes that no limit counts, links whose
 * time has been over for thirty days, and who made a submission, once no limit by the day looks at it. Forms that
 * limit people for good keep their hashes, and every form its number of submissions.
 */
export async function tidyVisits(
  db: JournalDb,
  now: Date,
  keeps: readonly { readonly app: string; readonly form: string }[],
): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const before = (days: number) => sql`${at} - make_interval(secs => ${days * DAY_SECONDS})`;
  await sql`delete from mortise.used_proof where until < ${at}`.execute(db);
  await sql`delete from mortise.visitor_code where at < ${before(2)}`.execute(db);
  await sql`delete from mortise.public_submission where until < ${before(30)}`.execute(db);
  const kept = JSON.stringify(keeps.map(({ app, form }) => `${app}/${form}`));
  await sql`update mortise.public_entry set person = null
    where person is not null and at < ${before(2)} and not ${kept}::jsonb ? (app || '/' || form)`.execute(db);
}
