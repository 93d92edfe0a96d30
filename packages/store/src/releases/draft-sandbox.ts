import type { Clock } from "@mortise/kit";
import type { FieldCatalog } from "@mortise/metadata";
import type { Kysely } from "kysely";
import type { Actor } from "../actor.ts";
import { createGateway } from "../records/create-gateway.ts";
import type { RecordGateway, WriteTransaction } from "../records/gateway.ts";
import type { RecordValues } from "../records/record-command.ts";
import type { RecordView } from "../records/record-query.ts";
import type { FieldTypeLookup } from "../schema/physical-column.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { fittingDocuments } from "./fitting-documents.ts";
import type { Releases } from "./releases.ts";

/** A write that is tried. */
export interface Trial {
  readonly entity: string;
  /** The record to change; a new one when absent. */
  readonly id?: string;
  readonly values: RecordValues;
  /** The role whose rights count, those of the drafts; the actor's own when absent. */
  readonly role?: string;
}

/** What came of a trial that was not refused. */
export interface TrialOutcome {
  /** The record as the role would see it afterwards, as far as the actor may see its fields; null when it would not. */
  readonly record: RecordView["record"] | null;
  readonly labels: RecordView["labels"];
  /** Fields that no release has yet: the server cannot try them. */
  readonly leftOut: readonly string[];
  /** Nothing could be tried, for no release has the entity. */
  readonly isNew: boolean;
}

/** What a sandbox stands on. */
export interface DraftSandboxOptions {
  /** For records: SQL that names its schema. */
  readonly db: Kysely<SystemDatabase>;
  readonly releases: Releases;
  /** The records of the release in force. */
  readonly records: RecordGateway;
  readonly clock: Clock;
  readonly fieldCatalog: FieldCatalog;
  readonly fieldType: FieldTypeLookup;
}

/** Ends the transaction of a trial, which must not be kept. */
class TakenBack extends Error {
  readonly view: RecordView | undefined;

  constructor(view: RecordView | undefined) {
    super("a trial is never kept");
    this.view = view;
  }
}

/**
 * Tries writes against the drafts: checks, rules, rights and masks of the drafts do on the stored records what they would
 * do once published, in a transaction that is taken back. No flow starts. Builders only: the caller's to guard.
 */
export class DraftSandbox {
  readonly #options: DraftSandboxOptions;

  constructor(options: DraftSandboxOptions) {
    this.#options = options;
  }

  /** Refuses as the write itself would, with the same errors. */
  async try(actor: Actor, app: string, trial: Trial): Promise<TrialOutcome> {
    const { releases, fieldCatalog, fieldType, db, clock, records } = this.#options;
    const current = releases.current(app);
    const drafts = (await releases.draft(app)).documents.map(({ document }) => document);
    const fitting = fittingDocuments(drafts, current.catalog, {
      entity: trial.entity,
      fieldCatalog,
      fieldType,
    });
    if (!fitting) return { record: null, labels: {}, leftOut: [], isNew: true };
    // Nobody comes to see a record by trying on the rights of a role.
    if (trial.id !== undefined) await records.get(actor, app, trial.entity, trial.id);
    const { catalog, leftOut } = fitting;
    const gateway = createGateway({
      db,
      fieldType,
      clock,
      releases: {
        current: () => ({ ...current, catalog }),
        calendar: () => releases.calendar(),
      },
    });
    const view = await tryOn(gateway, asRole(actor, app, trial.role), app, {
      ...trial,
      values: without(trial.values, leftOut),
    });
    const own = records.permission(actor, app, trial.entity).fields;
    const unseen = view
      ? Object.keys(view.record).filter(
          (id) => own.has(id) && (own.get(id) === "hidden" || own.get(id) === "masked"),
        )
      : [];
    return {
      // Without what the actor may not see, it is a record still.
      record: view ? (without(view.record, unseen) as RecordView["record"]) : null,
      labels: view?.labels ?? {},
      leftOut,
      isNew: false,
    };
  }
}

async function tryOn(
  gateway: RecordGateway,
  actor: Actor,
  app: string,
  { entity, id, values }: Trial,
): Promise<RecordView | undefined> {
  const cause = { type: "user", skipFlows: true } as const;
  const work = async (transaction: WriteTransaction): Promise<never> => {
    const command =
      id === undefined
        ? ({ type: "create", entity, rows: [values] } as const)
        : ({ type: "update", entity, changes: [{ id, values }] } as const);
    const { results } = await transaction.execute(actor, app, [command], cause);
    const written = results[0]?.ids[0] ?? "";
    throw new TakenBack(await transaction.get(actor, app, entity, written).catch(() => undefined));
  };
  try {
    return await gateway.transaction(actor, cause, work);
  } catch (error) {
    if (error instanceof TakenBack) return error.view;
    throw error;
  }
}

/** The same person with the rights of one role. */
function asRole(actor: Actor, app: string, role: string | undefined): Actor {
  return role === undefined ? actor : { ...actor, admin: false, roles: { [app]: [role] } };
}

function without(values: RecordValues, fields: readonly string[]): RecordValues {
  const gone = new Set(fields);
  return Object.fromEntries(Object.entries(values).filter(([id]) => !gone.has(id)));
}
