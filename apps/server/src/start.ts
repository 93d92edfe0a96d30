import { systemClock } from "@mortise/kit";
import { flowChecker } from "@mortise/process";
import { dashboardChecker } from "@mortise/reports";
import { openStore, type Store, useIpRegions, usePhoneRegions } from "@mortise/store";
import { startEmbedded } from "@mortise/store/embedded";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { announceStructureTasks, startBackground } from "./background.ts";
import type { Config } from "./config.ts";
import { addressUnusable, portBusy } from "./errors.ts";
import { LiveHub } from "./http/live.ts";
import { createServer } from "./http/server.ts";
import { forwardLiveEvents } from "./live-events.ts";
import { createLogger } from "./logger.ts";
import { createServices, type Services } from "./services.ts";
import { plantDemo } from "./setup/demo.ts";
import { greeting } from "./setup/greeting.ts";

/** A server that listens. */
export interface RunningServer {
  readonly address: string;
  readonly services: Services;
  /** Finishes running requests and jobs, then closes the database. */
  stop(): Promise<void>;
}

type Undo = () => unknown;

/** Requests that are still running after this long are cut off when the server stops. */
const DRAIN_MS = 10_000;

/** Starts everything: database, migrations, jobs, HTTP. Prints the address and, on first run, the set-up link. */
export async function start(config: Config): Promise<RunningServer> {
  const logger = createLogger(config);
  const undo: Undo[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    const store = await openDatabase(config, logger, undo);
    const services = createServices({ config, store, clock: systemClock, logger });
    const live = new LiveHub();
    await services.versions.follow(services.store);
    await forwardLiveEvents(services, live);
    const server = await createServer(services, live, logger);
    undo.push(
      () => services.exports.stop(),
      () => services.imports.stop(),
      () => drain(server),
      () => live.close(),
    );
    // The port first: a second start by mistake must not touch the data.
    const address = await listen(server, config);
    undo.push(await startBackground(services));
    process.stdout.write(await welcome(services, address));
    return { address, services, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Sets up the demo if one is wanted, and says what there is to say. */
async function welcome(services: Services, address: string): Promise<string> {
  const logins = services.config.demo ? await plantDemo(services) : undefined;
  const isOpen = await services.accounts.isEmpty();
  return greeting({
    address,
    logins,
    demoRefused: services.config.demo && logins === undefined,
    setupLink: isOpen ? `${address}/setup?token=${services.setupToken.value}` : undefined,
  });
}

async function openDatabase(config: Config, logger: Logger, undo: Undo[]): Promise<Store> {
  let url = config.databaseUrl;
  if (url === undefined) {
    const embedded = await startEmbedded({ dataDir: `${config.dataDir}/postgres`, logger });
    undo.push(() => embedded.stop());
    url = embedded.url;
  }
  useIpRegions(`${config.dataDir}/ip-regions.csv`);
  usePhoneRegions(`${config.dataDir}/phone-regions.csv`);
  const store = await openStore({
    url,
    ...(config.replicaUrl ? { replicaUrl: config.replicaUrl } : {}),
    clock: systemClock,
    logger,
    checkers: [flowChecker, dashboardChecker],
    announceTasks: announceStructureTasks,
    readLimits: config.readLimits,
    sealing: { secret: config.secret, former: config.formerSecrets },
  });
  undo.push(() => store.close());
  return store;
}

async function listen(server: FastifyInstance, { host, port, publicUrl }: Config): Promise<string> {
  try {
    await server.listen({ port, host });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
    if (code === "EADDRINUSE") throw portBusy({ port }, { cause });
    if (code !== undefined) throw addressUnusable({ host, port, reason: code }, { cause });
    throw cause;
  }
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return publicUrl ?? `http://${shown}:${port}`;
}

/** Lets running requests finish, without waiting for connections that browsers keep open in case. */
async function drain(server: FastifyInstance): Promise<void> {
  const idle = setInterval(() => server.server.closeIdleConnections(), 100);
  const force = setTimeout(() => server.server.closeAllConnections(), DRAIN_MS);
  await server.close().finally(() => {
    clearInterval(idle);
    clearTimeout(force);
  });
}
