import { startJobs } from "@mortise/jobs";
import { createImports, createPublicForms } from "@mortise/forms/runtime";
import { systemClock } from "@mortise/kit";
import { createProcess } from "@mortise/process/runtime";
import { createReports } from "@mortise/reports/runtime";
import { Accounts, Actors, ApiTokens, openStore, Sessions, Teams } from "@mortise/store";
import { startEmbedded } from "@mortise/store/embedded";
import { pino } from "pino";
import type { Config } from "./config.ts";
import { portBusy } from "./errors.ts";
import { LiveHub } from "./http/live.ts";
import { createServer } from "./http/server.ts";
import { forwardLiveEvents } from "./live-events.ts";
import type { Services } from "./services.ts";
import { plantDemo } from "./setup/demo.ts";
import { SetupToken } from "./setup/setup-token.ts";

/** A server that listens. */
export interface RunningServer {
  readonly address: string;
  readonly services: Services;
  /** Finishes running requests and jobs, then closes the database. */
  stop(): Promise<void>;
}

/** Starts everything: database, migrations, jobs, HTTP. Prints the address and, on first run, the set-up link. */
export async function start(config: Config): Promise<RunningServer> {
  const logger = pino({ level: config.production ? "info" : "warn" });
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({ dataDir: `${config.dataDir}/postgres`, logger });
  try {
    return await startServices(
      config,
      config.databaseUrl ?? embedded?.url ?? "",
      embedded ? () => embedded.stop() : async () => undefined,
    );
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
