import type { WorkHours } from "@mortise/expression";
import type { DocumentChecker, FieldCatalog } from "@mortise/metadata";
import type { Kysely } from "kysely";
import type { Actor } from "../actor.ts";
import type { FieldTypeLookup } from "../schema/physical-column.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** What making a release needs besides the database. */
export interface PublishContext {
  readonly fieldCatalog: FieldCatalog;
  readonly fieldType: FieldTypeLookup;
  readonly checkers: readonly DocumentChecker[];
  readonly now: Date;
  /** The company's working days. */
  readonly calendar: WorkHours;
  readonly actor: Pick<Actor, "userId" | "locale" | "timeZone">;
  /** Has any process do the tasks that stand in the database; runs in the transaction that adds them. */
  readonly announceTasks: (transaction: Kysely<SystemDatabase>) => Promise<void>;
}
