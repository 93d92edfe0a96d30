import type { Locale, LocalizedText } from "@mortise/kit";
import type { DefinitionDocument, DocumentKey } from "@mortise/metadata";
import type { ColumnType, Generated } from "kysely";
import type { AdviceState, StructureTask, TaskStage, TaskState } from "./structure-task.ts";

/** A jsonb column: read as a value, written as JSON text. */
type JsonColumn<Value> = ColumnType<Value, string | null | undefined, string | null>;

type GeneratedInstant = ColumnType<string, Date | string | undefined, Date | string>;

/** The tables of migrations 0010 and 0011. */
export interface StructureTables {
  pending_release: {
    app: string;
    base: number;
    documents: JsonColumn<readonly DefinitionDocument[]>;
    note: string;
    restored_from: number | null;
    accepted: JsonColumn<readonly string[]>;
    locale: Locale;
    time_zone: string;
    state: Generated<"preparing" | "clearing" | "failed">;
    message: JsonColumn<LocalizedText | null>;
    created_at: GeneratedInstant;
    created_by: string | null;
  };
  structure_task: {
    id: string;
    position: ColumnType<number, never, never>;
    app: string;
    release: number;
    stage: TaskStage;
    kind: StructureTask["kind"];
    entity: string;
    field: string | null;
    name: string;
    task: JsonColumn<StructureTask>;
    state: Generated<TaskState>;
    done: Generated<number>;
    total: number | null;
    mark: string | null;
    attempts: Generated<number>;
    message: JsonColumn<LocalizedText | null>;
    milliseconds: number | null;
    created_at: GeneratedInstant;
    finished_at: ColumnType<string | null, Date | string | null | undefined, Date | string | null>;
  };
  index_advice: {
    app: string;
    name: string;
    entity: string;
    columns: JsonColumn<readonly string[]>;
    wanted_by: JsonColumn<readonly DocumentKey[]>;
    state: AdviceState;
    bytes: number | null;
    build_milliseconds: number | null;
    milliseconds_before: number | null;
    milliseconds_after: number | null;
    cost_before: number | null;
    cost_after: number | null;
    scans: Generated<number>;
    at: GeneratedInstant;
  };
  conversion_row: {
    sequence: ColumnType<number, never, never>;
    app: string;
    task: string;
    record: string;
  };
}
