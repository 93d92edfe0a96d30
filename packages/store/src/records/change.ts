import type { Value } from "@mortise/expression";
import type { Actor } from "../actor.ts";
import type { Cause } from "./record-command.ts";

/**
 * One record before and after a write; `before` is absent for created records, values are unmasked and complete. Only
 * of records created without flows (`skipFlows`) empty fields may be absent.
 */
export interface RecordChange {
  readonly id: string;
  readonly before?: Readonly<Record<string, Value>>;
  readonly after: Readonly<Record<string, Value>>;
  /** Ids of fields that differ; to reactions also those of live values that may, as what they are worked out from does. */
  readonly changed: readonly string[];
}

/** What one command did, handed to reactions inside its transaction. */
export interface ChangeBatch {
  readonly app: string;
  readonly entity: string;
  readonly type: "created" | "updated" | "deleted" | "restored";
  readonly changeSet: string;
  readonly actor: Actor;
  readonly cause: Cause;
  readonly records: readonly RecordChange[];
  /** Set for child rows that only went along with their record: kept values follow them, reactions are not told. */
  readonly quiet?: true;
  /** 0 for the person's own write, +1 for each reaction that wrote in turn; reactions stop at 8. */
  readonly depth: number;
}
