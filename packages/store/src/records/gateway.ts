import type { Actor } from "../actor.ts";
import type { ChangeBatch } from "./change.ts";
import type { Cause, Command, CommandResult } from "./record-command.ts";
import type { AggregateQuery, AggregateResult, RecordPage, RecordQuery, RecordRow } from "./record-query.ts";

/** Reads of records under an actor's permission; see decision 3 of the design. */
export interface RecordReader {
  query(actor: Actor, app: string, query: RecordQuery): Promise<RecordPage>;
  /** One record with its child rows; STORE_RECORD_NOT_FOUND also when the actor may not see it. */
  get(
    actor: Actor,
    app: string,
    entity: string,
    id: string,
  ): Promise<{ record: RecordRow; labels: Readonly<Record<string, string>> }>;
  aggregate(actor: Actor, app: string, query: AggregateQuery): Promise<AggregateResult>;
}

/** A running write transaction: reads see its own writes, further commands join its change-set. */
export interface WriteTransaction extends RecordReader {
  readonly changeSet: string;
  readonly now: Date;
  execute(actor: Actor, app: string, commands: readonly Command[], cause: Cause): Promise<CommandResult>;
}

/** Runs inside the transaction of a write, after its rows are in place: flows start here. An error undoes the whole write. */
export type Reaction = (transaction: WriteTransaction, batch: ChangeBatch) => Promise<void>;

/** The one door to user records. */
export interface RecordGateway extends RecordReader {
  execute(actor: Actor, app: string, commands: readonly Command[], cause: Cause): Promise<CommandResult>;
  /** Runs several executes and journal writes as one transaction with one change-set. */
  transaction<T>(actor: Actor, cause: Cause, work: (transaction: WriteTransaction) => Promise<T>): Promise<T>;
  /** Registers a reaction; all reactions run in the order they were registered. */
  react(reaction: Reaction): void;
}
