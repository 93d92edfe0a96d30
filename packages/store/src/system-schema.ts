import type { DefinitionDocument, DocumentChange, DocumentKind, ViewDocument } from "@mortise/metadata";
import type { Locale } from "@mortise/kit";
import type { ColumnType, Generated, JSONColumnType } from "kysely";

/** A timestamptz: read as ISO text, written as Date or text. */
export type Instant = ColumnType<string, Date | string, Date | string>;
/** A timestamptz that the database fills in. */
export type GeneratedInstant = ColumnType<string, Date | string | undefined, Date | string>;
/** A timestamptz that may be absent. */
export type NullableInstant = ColumnType<
  string | null,
  Date | string | null | undefined,
  Date | string | null
>;

interface AccountTable {
  id: string;
  name: string;
  email: string | null;
  mobile: string | null;
  password_hash: string | null;
  locale: Generated<Locale>;
  time_zone: Generated<string>;
  admin: Generated<boolean>;
  active: Generated<boolean>;
  session_version: Generated<number>;
  created_at: GeneratedInstant;
}

interface TeamTable {
  id: string;
  parent: string | null;
  name: string;
  position: Generated<number>;
}

interface TeamMemberTable {
  team: string;
  account: string;
  leader: Generated<boolean>;
  main: Generated<boolean>;
}

interface RoleMemberTable {
  app: string;
  role: string;
  account: string;
}

interface SessionTable {
  id: string;
  account: string;
  created_at: GeneratedInstant;
  expires_at: Instant;
  last_seen_at: GeneratedInstant;
  user_agent: string | null;
}

interface ApiTokenTable {
  id: string;
  account: string | null;
  name: string;
  hash: string;
  app: string | null;
  roles: Generated<string[]>;
  created_at: GeneratedInstant;
  last_used_at: NullableInstant;
  revoked_at: NullableInstant;
}

interface SettingTable {
  key: string;
  value: ColumnType<unknown, string, string>;
}

interface MigrationTable {
  name: string;
  applied_at: GeneratedInstant;
}

interface AppTable {
  id: string;
  current_release: number | null;
  created_at: GeneratedInstant;
  created_by: string | null;
}

interface DraftTable {
  app: string;
  kind: DocumentKind;
  id: string;
  document: ColumnType<DefinitionDocument, string, string>;
  revision: Generated<number>;
  position: Generated<number>;
  updated_at: GeneratedInstant;
  updated_by: string | null;
}

interface ReleaseTable {
  app: string;
  number: number;
  documents: JSONColumnType<DefinitionDocument[], string, string>;
  changes: JSONColumnType<DocumentChange[], string, string>;
  note: Generated<string>;
  restored_from: number | null;
  created_at: GeneratedInstant;
  created_by: string | null;
}

interface FileTable {
  id: string;
  name: string;
  size: ColumnType<string, number, number>;
  type: string;
  created_at: GeneratedInstant;
  created_by: string | null;
}

interface InviteTable {
  token_hash: string;
  account: string;
  expires_at: Instant;
  used_at: NullableInstant;
}

interface PersonalViewTable {
  account: string;
  app: string;
  id: string;
  document: ColumnType<ViewDocument, string, string>;
  updated_at: GeneratedInstant;
}

/**
 * The tables of schema `mortise` as Kysely sees them. Each migration that adds tables adds their types here;
 * jsonb columns are written as JSON text.
 */
export interface SystemDatabase {
  "mortise.migration": MigrationTable;
  "mortise.account": AccountTable;
  "mortise.team": TeamTable;
  "mortise.team_member": TeamMemberTable;
  "mortise.role_member": RoleMemberTable;
  "mortise.session": SessionTable;
  "mortise.api_token": ApiTokenTable;
  "mortise.setting": SettingTable;
  "mortise.app": AppTable;
  "mortise.draft": DraftTable;
  "mortise.release": ReleaseTable;
  "mortise.file": FileTable;
  "mortise.invite": InviteTable;
  "mortise.personal_view": PersonalViewTable;
}
