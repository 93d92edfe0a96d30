import type { Logger } from "@mortise/kit";
import type { Accounts, Actors, ApiTokens, Files, Sessions, Store, Teams } from "@mortise/store";
import type { Process } from "@mortise/process/runtime";
import type { Imports, PublicForms } from "@mortise/forms/runtime";
import type { Reports } from "@mortise/reports/runtime";
import type { Config } from "./config.ts";
import type { SetupToken } from "./setup/setup-token.ts";

/** Everything the routes need, made once at start. */
export interface Services {
  readonly config: Config;
  readonly store: Store;
  readonly accounts: Accounts;
  readonly teams: Teams;
  readonly sessions: Sessions;
  readonly tokens: ApiTokens;
  readonly actors: Actors;
  readonly files: Files;
  readonly process: Process;
  readonly imports: Imports;
  readonly publicForms: PublicForms;
  readonly reports: Reports;
  readonly setupToken: SetupToken;
  readonly logger: Logger;
}
