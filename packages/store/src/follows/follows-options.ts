import type { Clock } from "@mortise/kit";
import type { Kysely } from "kysely";
import type { Actors } from "../accounts/actors.ts";
import type { RecordGateway } from "../records/gateway.ts";
import type { Releases } from "../releases/releases.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** What following is kept with. */
export interface FollowsOptions {
  readonly db: Kysely<SystemDatabase>;
  readonly records: Pick<RecordGateway, "get" | "query" | "audience" | "quoted">;
  readonly releases: Pick<Releases, "current" | "apps">;
  readonly actors: Pick<Actors, "ofAccounts">;
  readonly clock: Clock;
}
