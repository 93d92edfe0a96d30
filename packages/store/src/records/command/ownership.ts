import { sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { type Values, textAt } from "../model/row-values.ts";
import type { Cause } from "../record-command.ts";
import type { Write } from "../session/write-session.ts";

/** Why records are written that belong to their writer. */
const OWNING_CAUSES: ReadonlySet<Cause["type"]> = new Set(["user"]);

/**
 * Whom a new record belongs to when nothing was said: people who fill in a form own what they write; imports, the
 * API, visitors and flows leave it to routing.
 */
export function defaultOwner(write: Write, model: EntityModel): string | null {
  if (!model.entity.owned || write.actor.kind !== "user") return null;
  return OWNING_CAUSES.has(write.cause.type) ? write.actor.userId : null;
}

/** Main team of each person, by one statement. */
export async function mainTeams(
  write: Write,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(people)];
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ account: string; team: string }>`
    ${PREPARED} select account, team from mortise.team_member where main and account = any(${ids}::uuid[])`.execute(
    write.session.db,
  );
  return new Map(rows.map((row) => [row.account, row.team]));
}

/** Puts records into the main team of their owner, where no team was given; that they have one says so unless told otherwise. */
export async function fillTeams(
  write: Write,
  model: EntityModel,
  rows: readonly { readonly values: Values; readonly hasTeam?: boolean }[],
): Promise<void> {
  if (!model.entity.owned) return;
  const waiting = rows.filter(
    ({ values, hasTeam = (values["team"] ?? null) !== null }) =>
      !hasTeam && typeof values["owner"] === "string",
  );
  const { userId, mainTeam } = write.actor;
  // Most people write what is their own, and their team came with them.
  const own = new Map(userId !== null && mainTeam !== null ? [[userId, mainTeam]] : []);
  const owners = waiting.map((row) => textAt(row.values, "owner")).filter((owner) => !own.has(owner));
  const teams = new Map([...own, ...(await mainTeams(write, owners))]);
  for (const { values } of waiting) {
    const team = teams.get(textAt(values, "owner"));
    if (team !== undefined) values["team"] = team;
  }
}
