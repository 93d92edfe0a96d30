import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import type { ReadScope } from "../query/read-scope.ts";
import { rowConditions } from "../query/row-conditions.ts";
import type { Command, MatchingCount, RecordSelection } from "../record-command.ts";
import { operationNotAllowed } from "../record-errors.ts";
import { allOf, type Sql } from "../sql-text.ts";
import { parseInput } from "../validation/parse-input.ts";
import { Problems } from "../validation/problems.ts";
import { accessForWrite, isPerson, type Write, type Written } from "../session/write-session.ts";
import { followUp } from "./follow-up.ts";
import { moveToBin } from "./delete-records.ts";
import { react } from "./react.ts";
import { updateRecords } from "./update-records.ts";

type MatchingCommand = Extract<Command, { type: "update-matching" | "delete-matching" }>;

/** Records of one round: enough for speed, few enough for the memory of a million. */
const ROUND = 2_000;

/**
 * Changes or deletes all records that match and that the actor may change, in rounds of one transaction. Each round's
 * flows run before the next begins; ids are not answered, only how many there were.
 */
export async function changeMatching(write: Write, command: MatchingCommand): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  checkOnce(write, access, command);
  const matching = matchingSql(access, command.selection, operationOf(command));
  let count = 0;
  let after: string | undefined;
  for (;;) {
    const beyond: Sql = after === undefined ? sql`true` : sql`t.id > ${after}::uuid`;
    const { rows } = await sql<{ id: string }>`
      select t.id from ${access.model.table} as t where ${matching} and ${beyond}
      order by t.id limit ${ROUND} ${access.model.lockClause}`.execute(write.session.db);
    const ids = rows.map((row) => row.id);
    if (ids.length > 0) {
      const written = await changeRound(write, command, ids);
      await react(write, await followUp(write, written.batches));
    }
    count += ids.length;
    after = ids.at(-1);
    if (ids.length < ROUND) return { ids: [], revisions: [], batches: [], count };
  }
}

function changeRound(write: Write, command: MatchingCommand, ids: readonly string[]): Promise<Written> {
  const { entity } = command;
  if (command.type === "delete-matching") return moveToBin(write, { type: "delete", entity, ids });
  const changes = ids.map((id) => ({ id, values: command.values }));
  return updateRecords(write, { type: "update", entity, changes });
}

/** How many records match what the actor sees, and how many of them they may change: asked before anything is done. */
export async function countMatching(
  scope: ReadScope,
  actor: Actor,
  target: {
    readonly app: string;
    readonly entity: string;
    readonly selection: RecordSelection;
    readonly operation: "update" | "delete";
  },
): Promise<MatchingCount> {
  const access = accessRows(scope.context, actor, target);
  const may = access.permission[target.operation];
  const { rows } = await sql<MatchingCount>`
    select count(*)::int as matching, count(*) filter (where ${predicateSql(may, access)})::int as allowed
    from ${access.model.table} as t
    where ${allOf(rowConditions(access, { ...target.selection, state: "live" }))}`.execute(scope.db);
  return rows[0] ?? { matching: 0, allowed: 0 };
}

function operationOf(command: MatchingCommand): "update" | "delete" {
  return command.type === "delete-matching" ? "delete" : "update";
}

function matchingSql(access: RowAccess, selection: RecordSelection, operation: "update" | "delete"): Sql {
  const may = access.permission[operation];
  if (may.kind === "none") {
    throw operationNotAllowed({ operation: operation === "delete" ? "删除 / delete" : "修改 / update" });
  }
  const conditions = rowConditions(access, { ...selection, state: "live" });
  return allOf([...conditions, predicateSql(may, access)]);
}

/** The same values go into every record: what is wrong with them is said once. */
function checkOnce(write: Write, access: RowAccess, command: MatchingCommand): void {
  if (command.type === "delete-matching") return;
  const problems = new Problems();
  const { model, permission } = access;
  const person = isPerson(write.actor);
  parseInput(command.values, write.pathPrefix, { model, permission, person, creating: false, problems });
  problems.refuse();
}
