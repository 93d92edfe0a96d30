import { createImports, createPublicForms } from "@mortise/forms/runtime";
import { type Logger, systemClock } from "@mortise/kit";
import { flowChecker } from "@mortise/process";
import { createProcess } from "@mortise/process/runtime";
import { dashboardChecker } from "@mortise/reports";
import { createReports } from "@mortise/reports/runtime";
import { Accounts, Actors, ApiTokens, Files, openStore, Sessions, type Store, Teams } from "@mortise/store";
import { startEmbedded } from "@mortise/store/embedded";
import { pino } from "pino";
import type { Config } from "./config.ts";
import { portBusy } from "./errors.ts";
import { LiveHub } from "./http/live.ts";
import { createServer } from "./http/server.ts";
import { startBackground } from "./background.ts";
import { forwardLiveEvents } from "./live-events.ts";
import type { Services } from "./services.ts";
import { plantDemo } from "./setup/demo.ts";
import { greeting } from "./setup/greeting.ts";
import { SetupToken } from "./setup/setup-token.ts";

/** A server that listens. */
export interface RunningServer {
  readonly address: string;
  readonly services: Services;
  /** Finishes running requests and jobs, then closes the database. */
  stop(): Promise<void>;
}

type Undo = () => Promise<unknown> | unknown;

/** Starts everything: database, migrations, jobs, HTTP. Prints the address and, on first run, the set-up link. */
export async function start(config: Config): Promise<RunningServer> {
  const logger = pino({ level: config.production ? "info" : "warn" });
  const undo: Undo[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const store = await openDatabase(config, logger, undo);
    const services = await createServices(config, store, logger);
    const live = new LiveHub();
    await forwardLiveEvents(store, live);
    undo.push(await startBackground(services));
    const server = await createServer(services, live);
    undo.push(() => server.close(), () => live.close());
    const logins = config.demo ? await plantDemo(services) : undefined;
    const address = await listen(server, config);
    const setupLink = (await services.accounts.isEmpty()) ? `${address}/setup?token=${services.setupToken.issue()}` : undefined;
    process.stdout.write(greeting({ address, ...(setupLink ? { setupLink } : {}), logins }));
    return { address, services, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openDatabase(config: Config, logger: Logger, undo: Undo[]): Promise<Store> {
  let url = config.databaseUrl;
  if (url === undefined) {
    const embedded = await startEmbedded({ dataDir: `${config.dataDir}/postgres`, logger });
    undo.push(() => embedded.stop());
    url = embedded.url;
  }
  const store = await openStore({
    url,
    clock: systemClock,
    logger,
    checkers: [flowChecker, dashboardChecker],
  });
  undo.push(() => store.close());
  return store;
}

async function createServices(config: Config, store: Store, logger: Logger): Promise<Services> {
  const tokens = new ApiTokens(store.db, systemClock);
  const shared = { store, clock: systemClock, logger };
  return {
    config,
    store,
    logger,
    tokens,
    accounts: new Accounts(store.db, systemClock),
    teams: new Teams(store.db),
    sessions: new Sessions(store.db, systemClock),
    actors: new Actors(store.db, tokens, systemClock),
    files: new Files(store.db, `${config.dataDir}/files`),
    process: createProcess(shared),
    imports: createImports({ ...shared, folder: `${config.dataDir}/imports` }),
    publicForms: createPublicForms(shared),
    reports: createReports(shared),
    setupToken: new SetupToken(),
  };
}

async function listen(server: Awaited<ReturnType<typeof createServer>>, config: Config): Promise<string> {
  try {
    await server.listen({ port: config.port, host: config.host });
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE") throw portBusy({ port: config.port }, { cause });
    throw cause;
  }
  const host = config.host === "0.0.0.0" || config.host === "::" ? "localhost" : config.host;
  return config.publicUrl ?? `http://${host}:${config.port}`;
}
