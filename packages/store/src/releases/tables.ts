import type { DefinitionDocument, DocumentKind } from "@mortise/metadata";
import type { ColumnType } from "kysely";

type Instant = ColumnType<string, Date | string, Date | string>;

/** Tables of migration 0020: history of the drafts, files of apps, use of entities by tokens. */
export interface DraftHistoryTables {
  draft_step: {
    id: string;
    app: string;
    /** The release in force at the time: steps over an older one are published, or given up. */
    base: number;
    source: string;
    at: Instant;
    by: string | null;
  };
  draft_change: {
    step: string;
    kind: DocumentKind;
    id: string;
    before: ColumnType<DefinitionDocument | null, string | null, string | null>;
    after: ColumnType<DefinitionDocument | null, string | null, string | null>;
  };
  app_snapshot: {
    app: string;
    id: string;
    source: string;
    documents: ColumnType<readonly DefinitionDocument[], string, string>;
    at: Instant;
    by: string | null;
  };
  token_use: { token: string; app: string; entity: string; last_used_at: Instant };
}

/** The table of migration 0100: who has a draft open. */
export interface DraftSeatTables {
  draft_seat: {
    id: string;
    app: string;
    account: string;
    document: string | null;
    element: string | null;
    chosen_at: Instant;
    until: Instant;
  };
}
