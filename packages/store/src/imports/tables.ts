import type { LocalizedText } from "@mortise/kit";
import type { ColumnType, Generated } from "kysely";

/** A jsonb column: read as a value, written as JSON text. */
type JsonColumn<Value> = ColumnType<Value, string | null | undefined, string | null>;

/** The tables of migrations 0005, 0095, 0111 and 0123. */
export interface ImportTables {
  import: {
    id: string;
    app: string;
    file_name: string;
    size: ColumnType<string, number, number>;
    encoding: string | null;
    status: string;
    sheets: JsonColumn<unknown>;
    plan: JsonColumn<unknown>;
    counts: JsonColumn<unknown>;
    processed: Generated<number>;
    cancel_asked: Generated<boolean>;
    error: JsonColumn<LocalizedText | null>;
    created_at: ColumnType<string, Date | string | undefined, never>;
    created_by: string | null;
    started_by: string | null;
    attempt: Generated<number>;
    settled_row: number | null;
    undo_mode: string | null;
    made: JsonColumn<unknown>;
    files: JsonColumn<unknown>;
    is_run: Generated<boolean>;
  };
  import_error: {
    sequence: ColumnType<string, never, never>;
    import: string;
    row: number;
    cell: number | null;
    label: string | null;
    value: string;
    message: JsonColumn<LocalizedText>;
    imported: Generated<boolean>;
    sheet: number | null;
    head: number | null;
  };
  import_mapping: {
    id: string;
    app: string;
    entity: string;
    name: string;
    mapping: ColumnType<unknown, string, string>;
    created_by: string | null;
    updated_at: string;
  };
}
