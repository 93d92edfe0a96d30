import type { LocalizedText } from "@mortise/kit";
import type { ColumnType, Generated } from "kysely";

/** The table of migration 0092. */
export interface ExportTables {
  export: {
    id: string;
    app: string;
    entity: string;
    request: ColumnType<unknown, string, never>;
    status: string;
    file_name: string;
    total: number | null;
    processed: Generated<number>;
    /** Cells that held more text than a cell of a workbook can. */
    shortened: Generated<number>;
    size: ColumnType<string | null, number | null | undefined, number | null>;
    cancel_asked: Generated<boolean>;
    error: ColumnType<LocalizedText | null, string | null | undefined, string | null>;
    created_at: ColumnType<string, Date | string, never>;
    created_by: string;
    finished_at: string | null;
  };
}
