import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, silentLogger } from "@mortise/kit";
import { Accounts, openStore, type Store, systemActor } from "@mortise/store";
import { type EmbeddedDatabase, startEmbedded } from "@mortise/store/embedded";
import { flowChecker } from "../src/model/flow-checker.ts";
import { createProcess } from "../src/runtime/process.ts";
import { chaosApp } from "./chaos-app.ts";
import { killPostgres } from "./play-round.ts";
import { NO_SECRET, quickClock } from "./quick-clock.ts";
import { WorkerCrew } from "./worker-crew.ts";

/** A minute of the flows passes in two seconds. */
const SPEED = 30;
const PEOPLE = 5;

/** A database of its own that waits for the disk, workers, and a store that starts flows. */
export interface Chaos {
  readonly store: Store;
  readonly crew: WorkerCrew;
  /** Kills the database and brings it up again. */
  crashDatabase(): Promise<void>;
  stop(): Promise<void>;
}

/** Brings everything up; the database has the same address after each crash. */
export async function openChaos(workers: number): Promise<Chaos> {
  const dataDir = mkdtempSync(join(tmpdir(), "mortise-chaos-"));
  const settings = { port: await freePort() };
  const start = (): Promise<EmbeddedDatabase> => startEmbedded({ dataDir, settings });
  let database = await start();
  const since = Date.now();
  const clock = quickClock(since, SPEED);
  const { url } = database;
  const store = await openStore({
    url,
    clock,
    logger: silentLogger,
    checkers: [flowChecker],
    waitMs: 60_000,
  });
  await seed(store, clock);
  createProcess({ store, clock, logger: silentLogger, secret: NO_SECRET });
  const crew = new WorkerCrew({ url, size: workers, since, speed: SPEED });
  await crew.start();
  return {
    store,
    crew,
    async crashDatabase() {
      killPostgres(dataDir);
      database = await start();
    },
    async stop() {
      await crew.stop();
      await store.close();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function seed(store: Store, clock: ReturnType<typeof quickClock>): Promise<void> {
  const accounts = new Accounts(store.db, clock);
  const people: string[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    const person = { id: newId(), name: `P${index}`, email: `p${index}@example.com` };
    people.push(await accounts.create(person));
  }
  await store.releases.createApp(chaosApp(people), systemActor);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
