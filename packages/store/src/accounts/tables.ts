import type { ColumnType, Generated } from "kysely";
import type { ViewAs } from "./view-as.ts";
import type { WorkShift } from "./work-profile.ts";

/** System tables about people, as Kysely sees them. Times are ISO text in UTC. */
export interface AccountTables {
  account: {
    id: string;
    name: string;
    email: string | null;
    mobile: string | null;
    employee_number: string | null;
    password_hash: string | null;
    locale: "zh" | "en";
    time_zone: string;
    admin: boolean;
    active: boolean;
    created_at: Generated<string>;
    skills: ColumnType<readonly string[], readonly string[] | undefined, readonly string[]>;
    shift: ColumnType<WorkShift | null, string | null | undefined, string | null>;
    cap_open: ColumnType<number | null, number | null | undefined, number | null>;
    cap_day: ColumnType<number | null, number | null | undefined, number | null>;
  };
  team: {
    id: string;
    parent: string | null;
    name: string;
    position: Generated<number>;
    shift: ColumnType<WorkShift | null, string | null | undefined, string | null>;
  };
  team_member: { team: string; account: string; leader: boolean; main: boolean };
  role_member: { app: string; role: string; account: string };
  session: {
    id: string;
    account: string;
    created_at: Generated<string>;
    expires_at: string;
    last_seen_at: Generated<string>;
    user_agent: string | null;
    view_as: ColumnType<ViewAs | null, string | null | undefined, string | null>;
  };
  invite: { token_hash: string; account: string; expires_at: string; used_at: string | null };
  api_token: {
    id: string;
    name: string;
    hash: string;
    app: string;
    roles: string[];
    created_at: Generated<string>;
    last_used_at: string | null;
    revoked_at: string | null;
  };
  setting: { key: string; value: string };
}
