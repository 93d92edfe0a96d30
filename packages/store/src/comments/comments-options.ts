import type { Clock } from "@mortise/kit";
import type { Kysely } from "kysely";
import type { Actors } from "../accounts/actors.ts";
import type { RecordGateway } from "../records/gateway.ts";
import type { Releases } from "../releases/releases.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** What comments are kept with. */
export interface CommentsOptions {
  readonly db: Kysely<SystemDatabase>;
  readonly records: Pick<RecordGateway, "get" | "query" | "audience" | "permissionSummary" | "seenSince">;
  readonly releases: Pick<Releases, "current">;
  readonly actors: Pick<Actors, "ofApp" | "ofAccounts">;
  readonly clock: Clock;
}
