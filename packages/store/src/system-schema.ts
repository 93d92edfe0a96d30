import type { DefinitionDocument, DocumentChange, DocumentKind, ViewDocument } from "@mortise/metadata";
import type { ColumnType, Generated } from "kysely";
import type { AccountTables } from "./accounts/tables.ts";
import type { ExportTables } from "./exports/tables.ts";
import type { ImportTables } from "./imports/tables.ts";
import type { DraftHistoryTables, DraftSeatTables } from "./releases/tables.ts";
import type { SchemaLayout } from "./schema/layout/schema-layout.ts";
import type { StructureTables } from "./schema/task/tables.ts";

/** A timestamptz that the database can fill in: read as ISO text in UTC. */
type GeneratedInstant = ColumnType<string, Date | string | undefined, Date | string>;

/** A jsonb column: read as a value, written as JSON text. */
type JsonColumn<Value> = ColumnType<Value, string, string>;

interface MetadataTables {
  migration: { name: string; applied_at: GeneratedInstant };
  app: {
    id: string;
    current_release: number;
    created_at: GeneratedInstant;
    created_by: string | null;
  };
  draft: {
    app: string;
    kind: DocumentKind;
    id: string;
    document: JsonColumn<DefinitionDocument>;
    revision: Generated<number>;
    position: Generated<number>;
    updated_at: GeneratedInstant;
    updated_by: string | null;
  };
  release: {
    app: string;
    number: number;
    documents: JsonColumn<readonly DefinitionDocument[]>;
    changes: JsonColumn<readonly DocumentChange[]>;
    note: string;
    restored_from: number | null;
    layout: ColumnType<SchemaLayout, string | undefined, string>;
    created_at: GeneratedInstant;
    created_by: string | null;
  };
}

interface FileTables {
  file: {
    id: string;
    name: string;
    size: ColumnType<string, number, number>;
    type: string;
    created_at: GeneratedInstant;
    created_by: string | null;
    /** The import that brought it along. */
    import: string | null;
  };
  personal_view: {
    account: string;
    app: string;
    id: string;
    document: JsonColumn<ViewDocument>;
    updated_at: GeneratedInstant;
  };
}

/**
 * The tables of schema `mortise` as Kysely sees them; `Store.db` looks there by itself. Each migration that adds tables
 * adds their types here.
 */
export interface SystemDatabase
  extends
    AccountTables,
    MetadataTables,
    FileTables,
    ImportTables,
    ExportTables,
    StructureTables,
    DraftHistoryTables,
    DraftSeatTables {}
