import type { SystemDatabase } from "../system-schema.ts";
import type { Value } from "@mortise/expression";
import type { Kysely } from "kysely";
import type { Actor } from "../actor.ts";
import type { StageFunnelQuery, StageFunnelStep } from "./aggregate/funnel-query.ts";
import type { Audience, EntityChange } from "./audience/audience.ts";
import type { ChangeBatch } from "./change.ts";
import type { FillAnswers, FillRequest } from "./linkage/fill-answers.ts";
import type { RecordHistory } from "./history/history-entry.ts";
import type { ChangeSetPage, ChangeSetQuery } from "./history/change-set-page.ts";
import type { RunToUndo, UndoOptions, UndoPreview, UndoResult } from "./history/undo-result.ts";
import type { PermissionSummary } from "./permission/permission-summary.ts";
import type { TakenValue, UniqueCheck } from "./validation/taken-value.ts";
import type { EntityPermission } from "./permission/entity-permission.ts";
import type { QuotedValues, QuoteRequest } from "./query/quote.ts";
import type { SearchGroup } from "./query/search-hit.ts";
import type { Cause, Command, CommandResult, MatchingCount, RecordSelection } from "./record-command.ts";
import type {
  AggregateQuery,
  AggregateResult,
  RecordPage,
  RecordQuery,
  RecordView,
  RevealedValue,
  RevealRequest,
  WholeListQuery,
} from "./record-query.ts";

/** By which fields records are told apart, and the values of these in each row: in their order, none of them null. */
export interface KeyQuery {
  readonly entity: string;
  readonly keys: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** Ids of the only records to look at; all when absent. */
  readonly among?: readonly string[];
}

/** A field in which records are the same: of kind text or reference, or `id`. */
export interface SameField {
  readonly id: string;
  /** Texts are the same whatever stands between their digits; else whatever their case, width and spaces. */
  readonly isDigits?: boolean;
}

/** Which records are looked for: those that hold the same as each row in some fields. */
export interface SameQuery {
  readonly entity: string;
  readonly fields: readonly SameField[];
  /** Values in the order of the fields, none of them empty. */
  readonly rows: readonly (readonly string[])[];
  /** Most records of each row. */
  readonly limit: number;
}

/** A record and whose it is. */
export interface OwnedRecord {
  readonly id: string;
  readonly owner: string;
}

/** Reads of records under an actor's permission; see decision 3 of the design. */
export interface RecordReader {
  query(actor: Actor, app: string, query: RecordQuery): Promise<RecordPage>;
  /** One record with its child rows; STORE_RECORD_NOT_FOUND also when the actor may not see it. */
  get(actor: Actor, app: string, entity: string, id: string): Promise<RecordView>;
  aggregate(actor: Actor, app: string, query: AggregateQuery): Promise<AggregateResult>;
  /** Whose the records are that hold the same as each row in some fields, the newest first. */
  sameOwners(actor: Actor, app: string, query: SameQuery): Promise<readonly (readonly OwnedRecord[])[]>;
}

/** A running write transaction: reads see its own writes, further commands join its change-set. */
export interface WriteTransaction extends RecordReader {
  readonly changeSet: string;
  readonly now: Date;
  /** The database transaction, for journals that commit with the records. */
  readonly db: Kysely<SystemDatabase>;
  execute(actor: Actor, app: string, commands: readonly Command[], cause: Cause): Promise<CommandResult>;
}

/**
 * Runs inside the transaction of a write, after its rows are in place: flows start here. An error undoes the whole write.
 * A reaction that starts flows looks at `batch.cause.skipFlows` itself; others run regardless.
 */
export type Reaction = (transaction: WriteTransaction, batch: ChangeBatch) => Promise<void>;

/** How a write stands to others. */
export interface ExecuteOptions {
  /**
   * Settles when it is this write's turn, and fails when there will be none: until then new records are only read, checked and completed as far as that
   * needs no database. Whoever writes many rows in order has the next ones made ready meanwhile.
   */
  readonly turn?: Promise<unknown>;
  /**
   * False: of many new records the commit need not have reached the disk when the answer comes. When the machine then
   * loses its power at once, the write is missing, as a whole; any later write that lasts makes this one last too.
   */
  readonly lasting?: false;
  /**
   * Runs in the transaction before the commands, and not at all when an idempotency key is repeated; an error refuses the
   * write. It may run again when the write lost a race.
   */
  readonly before?: (transaction: WriteTransaction) => Promise<void>;
  /** The same after the commands: for what has to be kept with the records that they made. */
  readonly after?: (transaction: WriteTransaction, result: CommandResult) => Promise<void>;
}

/** What a reaction needs to see of changes. */
export interface ReactionSight {
  /** The entities whose records it looks at closely: their batches come with live values and all lists. All when absent. */
  readonly looksAt?: (app: string, entity: string) => boolean;
  /**
   * Live fields of which it compares what they were with what they are: updates, claims and releases then read them
   * beforehand, so that `before` holds them. None when absent.
   */
  readonly looksBackAt?: (app: string, entity: string) => ReadonlySet<string>;
}

/** A reaction with what it needs to see. */
export interface RegisteredReaction extends Required<ReactionSight> {
  readonly run: Reaction;
}

/** All records of a list, as read in pages. */
export interface WholeList {
  readonly total: number;
  /** These fields and child rows of the records, in pages of so many at most, from the first on. */
  pages(
    size: number,
    wanted: Pick<RecordQuery, "fields" | "children">,
  ): AsyncGenerator<Pick<RecordPage, "items" | "labels">>;
}

/** How much of a history is read. */
export interface HistoryPaging {
  /** 1–200, default 50. */
  readonly limit?: number;
  /** Only what happened before this moment (ISO text): the `next` of a page. */
  readonly before?: string;
}

/** The one door to user records. */
export interface RecordGateway extends RecordReader {
  /** What the actor may do with an entity: for screens that offer only what is allowed. */
  permission(actor: Actor, app: string, entity: string): EntityPermission;
  /** The same in a form that can be sent to a browser. */
  permissionSummary(actor: Actor, app: string, entity: string): PermissionSummary;
  /**
   * What of an actor decides what they see of some entities: actors with the same key see the same records and values of
   * them, as long as their release is in force.
   */
  rightsKey(actor: Actor, app: string, entities: readonly string[]): string;
  /** Counts records per stage, now and ever; see `StageFunnelStep`. */
  stageFunnel(actor: Actor, app: string, query: StageFunnelQuery): Promise<readonly StageFunnelStep[]>;
  /** Keyword hits over all entities the actor may read, the best first: the global search box. */
  search(
    actor: Actor,
    app: string,
    text: string,
    options?: { readonly limitPerEntity?: number },
  ): Promise<readonly SearchGroup[]>;
  /** The clear value of a masked field, for holders of the right to reveal it; each answer is written down. */
  reveal(actor: Actor, app: string, request: RevealRequest): Promise<RevealedValue>;
  /** What a reader may be shown, by the rights of now, of values that texts quote. */
  quoted(actor: Actor, app: string, quotes: readonly QuoteRequest[]): Promise<QuotedValues>;
  /** One record as it was at a moment (ISO text), under the permission of now. */
  getPast(
    actor: Actor,
    app: string,
    place: { readonly entity: string; readonly id: string; readonly asOf: string },
  ): Promise<RecordView>;
  /** Whether the actor may have a file: by the field of the record that holds it; before that, by having uploaded it. */
  mayReadFile(actor: Actor, file: string): Promise<boolean>;
  /** Who of some people hears of an announced change, and of what in it: those who see the records or did until then. */
  audience(app: string, change: EntityChange, actors: readonly Actor[]): Promise<Audience>;
  /**
   * After which moment (ISO text) the actor sees what happened to a record: a pool may hide from the next owner what was
   * before. Null when all of it.
   */
  seenSince(
    actor: Actor,
    app: string,
    place: { readonly entity: string; readonly id: string },
  ): Promise<string | null>;
  /** What happened to a record, newest first, as far as the actor may see its fields. */
  history(
    actor: Actor,
    app: string,
    query: HistoryPaging & { readonly entity: string; readonly id: string; readonly field?: string },
  ): Promise<RecordHistory>;
  /**
   * Takes back what one change-set did, as a change-set of its own. Its maker may undo it, and administrators any.
   * Records that were changed since stay as they are, or go by the options, and are reported.
   */
  undoChangeSet(actor: Actor, app: string, id: string, options?: UndoOptions): Promise<UndoResult>;
  /** Takes back all change-sets of one import: those whose cause has type `import` and this id. */
  undoImport(actor: Actor, app: string, importId: string, options?: UndoOptions): Promise<UndoResult>;
  /** Takes back what one run of a flow did; whoever calls settles who may. */
  undoRun(actor: Actor, app: string, run: RunToUndo, options?: UndoOptions): Promise<UndoResult>;
  /** What an undo would do and whom it would run into, before anything is done. */
  previewUndo(
    actor: Actor,
    app: string,
    target: { readonly changeSet: string } | { readonly importId: string } | { readonly run: RunToUndo },
  ): Promise<UndoPreview>;
  /** Recent change-sets: one's own, for administrators all. */
  changeSets(actor: Actor, app: string, query: ChangeSetQuery): Promise<ChangeSetPage>;
  /** What data linkages of an entity's form would fill in, as far as the actor may read it; see `FillRequest`. */
  fills(actor: Actor, app: string, request: FillRequest): Promise<FillAnswers>;
  /**
   * Which values of a form another record has already. Of records that the person may not see only the owner and the
   * masked value are told, so that nobody works on somebody else's customer unknowingly.
   */
  checkUnique(actor: Actor, app: string, check: UniqueCheck): Promise<readonly TakenValue[]>;
  execute(
    actor: Actor,
    app: string,
    commands: readonly Command[],
    cause: Cause,
    options?: ExecuteOptions,
  ): Promise<CommandResult>;
  /** Resolves when nothing of earlier bulk writes is left to be done in the background. */
  settled(): Promise<void>;
  /** How many records a write by filter would find, asked before it is made. */
  countMatching(
    actor: Actor,
    app: string,
    target: {
      readonly entity: string;
      readonly selection: RecordSelection;
      readonly operation: "update" | "delete";
    },
  ): Promise<MatchingCount>;
  /**
   * The ids of the records that have the keys of each row, oldest first, as far as the actor may see them. Keys that make
   * up a unique rule are compared as the rule does, others as they are.
   */
  matchKeys(actor: Actor, app: string, query: KeyQuery): Promise<readonly (readonly string[])[]>;
  /** Runs several executes and journal writes as one transaction with one change-set. */
  transaction<T>(actor: Actor, cause: Cause, work: (transaction: WriteTransaction) => Promise<T>): Promise<T>;
  /**
   * A whole list: which records it has is settled when this answers, whatever the order; they are read in pages as they are
   * asked for, under the rights of that moment. Records that leave the list meanwhile are left out.
   */
  wholeList(actor: Actor, app: string, query: WholeListQuery): Promise<WholeList>;
  /** Registers a reaction; all reactions run in the order they were registered. */
  react(reaction: Reaction, sight?: ReactionSight): void;
}
