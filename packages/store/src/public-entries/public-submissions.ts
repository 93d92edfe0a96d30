import { sql } from "kysely";
import { hashSecret } from "../accounts/secret.ts";
import type { JournalDb } from "../journal/journal-db.ts";

/** A record that a visitor made by a public form and may change by a private link. */
export interface PublicSubmission {
  readonly app: string;
  readonly form: string;
  readonly record: string;
  readonly at: Date;
  readonly until: Date;
  /** Fields that the link had filled in and nobody may change. */
  readonly locked: readonly string[];
}

/** Keeps which record a private link is about; of the link only a hash. */
export async function keepSubmission(db: JournalDb, token: string, kept: PublicSubmission): Promise<void> {
  const { app, form, record, at, until, locked } = kept;
  await sql`insert into mortise.public_submission (token_hash, app, form, record, at, until, locked)
    values (${hashSecret(token)}, ${app}, ${form}, ${record}::uuid,
      ${at.toISOString()}::timestamptz, ${until.toISOString()}::timestamptz,
      ${[...locked]}::text[])`.execute(db);
}

/** What a private link of a form is about, also when its time is over; undefined when there is no such link. */
export async function findSubmission(
  db: JournalDb,
  token: string,
  { app, form }: Pick<PublicSubmission, "app" | "form">,
): Promise<PublicSubmission | undefined> {
  const { rows } = await sql<{ record: string; at: string; until: string; locked: string[] }>`
    select record, at, until, locked from mortise.public_submission
    where token_hash = ${hashSecret(token)} and app = ${app} and form = ${form}`.execute(db);
  const [row] = rows;
  return (
    row && {
      app,
      form,
      record: row.record,
      at: new Date(row.at),
      until: new Date(row.until),
      locked: row.locked,
    }
  );
}
