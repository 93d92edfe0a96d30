import { fieldCatalog, fieldType } from "@mortise/fields";
import type { Clock, Logger } from "@mortise/kit";
import type { DocumentChecker } from "@mortise/metadata";
import { Kysely, PostgresDialect } from "kysely";
import type pg from "pg";
import { WorkCalendars } from "./calendar/work-calendars.ts";
import { errorCode } from "./database/connection-error.ts";
import { NotificationFeed, type NotificationListener } from "./database/notification-feed.ts";
import { checkServer, createPool, type PoolOptions } from "./database/pool.ts";
import { runMigrations } from "./database/run-migrations.ts";
import { migrations } from "./migrations/index.ts";
import { ChangeFeed } from "./feed/change-feed.ts";
import { checkHealth, type Health } from "./database/health.ts";
import { createGateway } from "./records/create-gateway.ts";
import { Counters } from "./records/session/counters.ts";
import { Replica } from "./database/replica.ts";
import { runStraight } from "./records/statement/compiled-statement.ts";
import type { RecordGateway } from "./records/gateway.ts";
import type { ReadLimits } from "./records/read-limits.ts";
import { BoardLinkRows } from "./board-links/board-links.ts";
import { PersonalViews } from "./records/personal-views.ts";
import { AppTransfer } from "./releases/app-transfer.ts";
import { DraftHistory } from "./releases/draft-history.ts";
import { DraftSeats } from "./releases/draft-seats.ts";
import { DraftSandbox } from "./releases/draft-sandbox.ts";
import { DraftStates } from "./releases/draft-states.ts";
import { KeptStructure } from "./releases/kept-structure.ts";
import { Releases } from "./releases/releases.ts";
import { FlowSecrets } from "./outside/flow-secrets.ts";
import { Violations } from "./releases/violations/violations.ts";
import { createSealer, type SealingOptions } from "./sealing/sealer.ts";
import { alignSearch } from "./search/align-search.ts";
import { refillSearch } from "./search/refill-search.ts";
import type { SystemDatabase } from "./system-schema.ts";

/** One for the tasks of structure, the others for people who edit and publish. */
const STRUCTURE_CONNECTIONS = 4;

/** People who write now and then need not wait for a connection each time. */
const COUNTER_IDLE_MS = 10 * 60_000;

/** How a store is opened. */
export interface StoreOptions {
  /** `postgres://user:password@host:port/database`; never logged. */
  readonly url: string;
  /** The same for a streaming copy from which figures and exports are read. */
  readonly replicaUrl?: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Checks that engines add to publishing: flow nodes, chart types. */
  readonly checkers?: readonly DocumentChecker[];
  /** Has any process carry out the tasks that a release left: see `Releases.runTasks`. */
  readonly announceTasks?: (transaction: Kysely<SystemDatabase>) => Promise<void>;
  /**
   * Most pooled connections; 10 by default. One more listens to notifications, one draws automatic numbers, and up to
   * four serve drafts, publishing and the tasks on large tables.
   */
  readonly maxConnections?: number;
  /** How long a request waits for a connection while all are in use; ten seconds by default. */
  readonly waitMs?: number;
  /** How long reads of records may take; those of `READ_LIMITS` when absent. */
  readonly readLimits?: ReadLimits;
  /** What values of fields that are kept encrypted are sealed with; without it they cannot be written. */
  readonly sealing?: SealingOptions;
}

/** An open database with everything that stands in it. */
export interface Store {
  /** Looks into schema `mortise` by itself; tables of apps are named with their schema, in raw SQL. */
  readonly db: Kysely<SystemDatabase>;
  /** For COPY, cursors and libraries that bring their own SQL. */
  readonly pool: pg.Pool;
  readonly releases: Releases;
  /** The company's working days, hours and fiscal year. */
  readonly calendars: WorkCalendars;
  /** Who changed what in the drafts. */
  readonly draftHistory: DraftHistory;
  /** Earlier states of the drafts, compared and brought back. */
  readonly draftStates: DraftStates;
  /** Writes tried against the drafts, and taken back. */
  readonly sandbox: DraftSandbox;
  /** Who has a draft open, and what they are at. */
  readonly draftSeats: DraftSeats;
  /** Apps as files. */
  readonly transfer: AppTransfer;
  /** Columns and tables kept aside. */
  readonly kept: KeptStructure;
  /** The one door to user records. */
  readonly records: RecordGateway;
  /** Secrets by which other systems know flows. */
  readonly flowSecrets: FlowSecrets;
  readonly personalViews: PersonalViews;
  readonly boardLinks: BoardLinkRows;
  /** Rows that stand against unpublished changes of fields. */
  readonly violations: Violations;
  /** What was announced of late. */
  readonly changes: ChangeFeed;
  /** How far behind figures and exports are because they come from a copy; undefined without one. */
  readonly replica?: { readonly behindMs: number };
  /** Whether the database answers; STORE_DATABASE_UNREACHABLE when it does not. */
  health(): Promise<Health>;
  /** Makes the search keys of the next rows that wait for them; answers how many, 0 when none are left. */
  refillSearch(): Promise<number>;
  /**
   * Hears the notifications of a channel; the payload is undefined after a lost connection, when something may have
   * been missed. Call the answer to stop.
   */
  listen(channel: string, listener: NotificationListener): Promise<() => void>;
  close(): Promise<void>;
}

/**
 * Connects, checks the server, brings the system schema up to date and loads the current releases. Fails with
 * STORE_DATABASE_UNREACHABLE, STORE_DATABASE_TOO_OLD or STORE_DATABASE_TOO_NEW, whose sentences need no explanation.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const connections = openConnections(options);
  const { pool, db } = connections;
  const feed = new NotificationFeed(options.url, options.logger);
  const { calendars, releases } = releaseParts(connections, options);
  const replica = options.replicaUrl
    ? new Replica({ url: options.replicaUrl, logger: options.logger })
    : undefined;
  const close = async (): Promise<void> => {
    await feed.close();
    await replica?.close();
    await Promise.all([db.destroy(), connections.counterDb.destroy(), connections.structureDb.destroy()]);
  };
  try {
    await bringUpToDate(connections, options, { feed, calendars, releases });
    await replica?.start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    db,
    pool,
    releases,
    calendars,
    ...besideReleases(db, options),
    ...(replica ? { replica } : {}),
    ...recordParts({ ...connections, replica }, options, releases),
    personalViews: new PersonalViews(db),
    boardLinks: new BoardLinkRows(db),
    changes: new ChangeFeed(db),
    health: () => checkHealth(pool, options.url),
    refillSearch: () => refillSearch(connections.structureDb, releases, fieldType),
    listen: (channel, listener) => feed.listen(channel, listener),
    close,
  };
}

/** The connections of a store by what they are for. */
interface Connections {
  readonly pool: pg.Pool;
  readonly db: Kysely<SystemDatabase>;
  /** For records: they live in tables that only a release knows, so their SQL names schema and columns itself. */
  readonly recordDb: Kysely<unknown>;
  /** These two cannot be used up by requests, nor do they hold up those who wait for requests. */
  readonly counterDb: Kysely<SystemDatabase>;
  readonly structureDb: Kysely<SystemDatabase>;
}

function openConnections({ url, logger, maxConnections, waitMs }: StoreOptions): Connections {
  const pool = createPool({
    url,
    logger,
    ...(maxConnections === undefined ? {} : { maxConnections }),
    ...(waitMs === undefined ? {} : { waitMs }),
  });
  const dialect = new PostgresDialect({ pool });
  const recordDb = new Kysely<unknown>({ dialect });
  runStraight(recordDb, pool);
  const drawing = { maxConnections: 1, durable: false, idleMs: COUNTER_IDLE_MS };
  return {
    pool,
    db: new Kysely<SystemDatabase>({ dialect }).withSchema("mortise"),
    recordDb,
    counterDb: ownConnections({ url, logger, ...drawing }),
    structureDb: ownConnections({ url, logger, maxConnections: STRUCTURE_CONNECTIONS }),
  };
}

/** Releases and the calendar that they follow. */
function releaseParts(
  { db, structureDb }: Connections,
  options: StoreOptions,
): Pick<Store, "calendars" | "releases"> {
  const calendars = new WorkCalendars(db, options.clock, async (transaction) =>
    releases.followCalendar(transaction),
  );
  const releases = new Releases({
    db,
    calendar: () => calendars.current(),
    readCalendar: async () => {
      await calendars.refresh();
      return calendars.current();
    },
    structureDb,
    clock: options.clock,
    fieldCatalog,
    fieldType,
    checkers: options.checkers ?? [],
    logger: options.logger,
    ...(options.announceTasks ? { announceTasks: options.announceTasks } : {}),
  });
  return { calendars, releases };
}

/** Checks the server, migrates, and starts to follow calendar and releases. */
async function bringUpToDate(
  { pool, db }: Connections,
  { url, logger, announceTasks }: StoreOptions,
  { feed, calendars, releases }: Pick<Store, "calendars" | "releases"> & { readonly feed: NotificationFeed },
): Promise<void> {
  await checkServer(pool, url);
  const applied = await runMigrations(db, migrations);
  if (applied.length > 0) logger.info({ migrations: applied }, "the system schema was brought up to date");
  const failing = (message: string) => (error: unknown) =>
    logger.warn({ code: errorCode(error) ?? "unknown" }, message);
  await calendars.start(feed, failing("reading the work calendar failed"));
  await releases.start(feed, failing("reading a new release failed"));
  for (const app of releases.apps()) {
    const { number, catalog } = releases.current(app);
    const added = await alignSearch(db, app, { release: number, catalog, fieldType });
    if (added > 0) await announceTasks?.(db);
  }
}

/** The gateway, and what stands on it. */
function recordParts(
  { recordDb, db, counterDb, replica }: Connections & { readonly replica: Replica | undefined },
  { clock, sealing, readLimits }: StoreOptions,
  releases: Releases,
): Pick<Store, "records" | "sandbox" | "violations" | "flowSecrets"> {
  const sealer = sealing && createSealer(sealing);
  const records = createGateway({
    db: recordDb,
    releases,
    fieldType,
    clock,
    counters: new Counters(counterDb),
    ...(replica ? { replica } : {}),
    ...(sealer ? { sealer } : {}),
    ...(readLimits ? { limits: readLimits } : {}),
  });
  return {
    records,
    sandbox: new DraftSandbox({ db: recordDb, releases, records, clock, fieldCatalog, fieldType }),
    violations: new Violations(db, releases, records),
    flowSecrets: new FlowSecrets(db, clock, sealer),
  };
}

/** A few connections beside the pool, opened when they are first needed. */
function ownConnections(options: PoolOptions): Kysely<SystemDatabase> {
  const dialect = new PostgresDialect({ pool: createPool(options) });
  return new Kysely<SystemDatabase>({ dialect }).withSchema("mortise");
}

function besideReleases(
  db: Kysely<SystemDatabase>,
  { clock, checkers = [] }: StoreOptions,
): Pick<Store, "draftHistory" | "draftStates" | "draftSeats" | "transfer" | "kept"> {
  return {
    draftHistory: new DraftHistory({ db, clock, fieldCatalog }),
    draftStates: new DraftStates({ db, clock, fieldCatalog }),
    draftSeats: new DraftSeats(db),
    transfer: new AppTransfer({ db, clock, fieldCatalog, checkers }),
    kept: new KeptStructure({ db, clock }),
  };
}
