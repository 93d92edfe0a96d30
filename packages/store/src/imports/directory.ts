import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/** One way a person or team is written: a name, an e-mail address, a mobile or employee number, and whom it means. */
export interface DirectoryName {
  readonly text: string;
  readonly id: string;
}

/** Every text that names an active person: name, e-mail, mobile, employee number. One statement for the whole company. */
export async function personNames(db: Kysely<SystemDatabase>): Promise<readonly DirectoryName[]> {
  const { rows } = await sql<DirectoryName>`
    select names.text, account.id from mortise.account
    cross join lateral (values (name), (email), (mobile), (employee_number)) as names(text)
    where account.active and names.text is not null`.execute(db);
  return rows;
}

/** Every team by its name. */
export async function teamNames(db: Kysely<SystemDatabase>): Promise<readonly DirectoryName[]> {
  const { rows } = await sql<DirectoryName>`select name as text, id from mortise.team`.execute(db);
  return rows;
}

/** Whether somebody may be given records: an account that can sign in. */
export async function isActivePerson(db: Kysely<SystemDatabase>, id: string): Promise<boolean> {
  const { rows } = await sql`select from mortise.account where id = ${id}::uuid and active`.execute(db);
  return rows.length > 0;
}
