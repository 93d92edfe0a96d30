import type { SystemDatabase } from "../../system-schema.ts";
import type { Kysely } from "kysely";
import type { Actor } from "../../actor.ts";
import type { ChangeNotice } from "../../feed/change-notice.ts";
import type { ChangeBatch, RecordChange } from "../change.ts";
import type { WriteTransaction } from "../gateway.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import type { Cause, CommandOutcome } from "../record-command.ts";

/** Ids named in a notification; with more, `more` says so and listeners read again. */
export const NAMED_IDS = 50;

/** Rows that a session added to one table in bulk. */
export interface BulkWrite {
  readonly table: string;
  readonly rows: number;
  /** Whether their search keys are still to be taken to their places. */
  readonly hasKeys: boolean;
}

/** One write transaction: everything in it shares a change-set and a moment. */
export interface WriteSession {
  readonly context: GatewayContext;
  /** The transaction. */
  readonly db: Kysely<SystemDatabase>;
  readonly now: Date;
  /** The same as text. */
  readonly moment: string;
  readonly changeSet: string;
  readonly actor: Actor;
  readonly cause: Cause;
  /** The first ids written by `app/entity`, one more than the notification at the end names; not all of a million. */
  readonly touched: Map<string, Set<string>>;
  /** The same as far as it has been announced. */
  readonly announced: Map<string, Set<string>>;
  /** What was written in bulk, by `app/entity`. */
  readonly bulk: Map<string, BulkWrite>;
  /** Before this has settled, nothing is read or written for commands: only what needs no database is done. */
  readonly turn: Promise<unknown> | undefined;
  /** Whether the commit waits for the disk. */
  readonly lasting: boolean;
  /** Whether the change-set's own row is written. */
  isOpen: boolean;
  /** The face of this session that reactions and runtimes work with; its writes stand at the given depth. */
  at(depth: number): WriteTransaction;
}

/** One `execute` inside a session: who writes where and why. */
export interface Write {
  readonly session: WriteSession;
  readonly actor: Actor;
  readonly app: string;
  readonly cause: Cause;
  readonly depth: number;
  /** Put before row paths when an `execute` has several commands: `commands.1.`. */
  readonly pathPrefix: string;
  /** Where the rows of this command stand among those of the call, when it is a part of it. */
  readonly rows?: { readonly indexes: readonly number[]; readonly total: number };
}

/** What a command did; ids are in the order of its rows. */
export interface Written extends CommandOutcome {
  readonly batches: readonly ChangeBatch[];
}

/** What was written and is not announced yet; whoever asks announces it. */
export function takeNotices({ touched, announced, changeSet }: WriteSession): readonly ChangeNotice[] {
  return [...touched].flatMap(([key, all]): readonly ChangeNotice[] => {
    const known = announced.get(key);
    const ids = known ? [...all].filter((id) => !known.has(id)) : [...all];
    if (ids.length === 0) return [];
    announced.set(key, new Set(all));
    const [app = "", entity = ""] = key.split("/");
    return [
      {
        app,
        entity,
        changeSet,
        ids: ids.slice(0, NAMED_IDS),
        ...(all.size > NAMED_IDS ? { more: true as const } : {}),
      },
    ];
  });
}

/** Entity and permission as the writer meets them, inside the transaction. */
export function accessForWrite(write: Write, entity: string): RowAccess {
  const { session, actor, app, cause } = write;
  return accessRows(session.context, actor, { app, entity, cause, now: session.now });
}

/** Whether people's limits apply: read-only fields and kept system fields. */
export function isPerson(actor: Actor): boolean {
  return actor.kind !== "system";
}

/** Has these records named in the notification that listeners get when the write commits. */
export function noteTouchedIds({ session, app }: Write, entity: string, records: Iterable<string>): void {
  const key = `${app}/${entity}`;
  const ids = session.touched.get(key) ?? new Set<string>();
  for (const id of records) {
    if (ids.size > NAMED_IDS) break;
    ids.add(id);
  }
  session.touched.set(key, ids);
}

/** Prefix of the paths of one row's fields: none for a single row, `rows.3.` for many. */
export function rowPath(write: Write, index: number, total: number): string {
  const whole = write.rows?.total ?? total;
  return whole === 1 ? write.pathPrefix : `${write.pathPrefix}rows.${write.rows?.indexes[index] ?? index}.`;
}

/** Puts changes into the form that reactions get. */
export function batchOf(
  write: Write,
  entity: string,
  type: ChangeBatch["type"],
  records: readonly RecordChange[],
): ChangeBatch {
  const { session, actor, app, cause, depth } = write;
  return { app, entity, type, changeSet: session.changeSet, actor, cause, records, depth };
}
