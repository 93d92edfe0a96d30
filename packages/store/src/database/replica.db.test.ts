import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sameText, silentLogger, systemClock } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { type EmbeddedDatabase, startEmbedded } from "../embedded/index.ts";

const documents: readonly DefinitionDocument[] = [
  { kind: "app", id: "shop", version: 1, name: sameText("Shop"), icon: "app", color: "#0f766e" },
  {
    kind: "entity",
    id: "deal",
    version: 1,
    name: sameText("Deal"),
    icon: "box",
    color: "blue",
    titleField: "name",
    owned: false,
    fields: [{ id: "name", type: "text", name: sameText("name") }],
  },
];

let folder: string;
let main: EmbeddedDatabase;
let copy: EmbeddedDatabase;
/** Watches what the copy is asked. */
let watcher: Client;
let store: Store;

/** A streaming copy of the main database, made as its documentation says: a backup of its files that follows it. */
async function startCopy(): Promise<EmbeddedDatabase> {
  const { hostname, port, username, password } = new URL(main.url);
  const client = new Client({ connectionString: main.url });
  await client.connect();
  await client.query("select pg_backup_start('copy', true)");
  execFileSync("cp", ["-a", join(folder, "main"), join(folder, "copy")]);
  const { rows } = await client.query<{ labelfile: string }>("select labelfile from pg_backup_stop()");
  await client.end();
  const cluster = join(folder, "copy", "cluster");
  for (const file of ["postmaster.pid", "postmaster.opts"]) rmSync(join(cluster, file), { force: true });
  for (const [file, text] of [
    ["backup_label", rows[0]?.labelfile ?? ""],
    ["standby.signal", ""],
  ] as const) {
    // A file of the cluster's own account, which the copy of another one is.
    cpSync(join(cluster, "PG_VERSION"), join(cluster, file));
    execFileSync("chown", ["--reference", join(cluster, "PG_VERSION"), join(cluster, file)]);
    writeFileSync(join(cluster, file), text);
  }
  const primary = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`;
  return startEmbedded({
    dataDir: join(folder, "copy"),
    fast: true,
    settings: { primary_conninfo: primary, hot_standby: "on" },
  });
}

async function create(name: string): Promise<void> {
  const command = { type: "create", entity: "deal", rows: [{ name }] } as const;
  await store.records.execute(systemActor, "shop", [command], { type: "api" });
}

async function count(): Promise<string | null | undefined> {
  const measures = [{ id: "n", function: "count" }] as const;
  const { rows } = await store.records.aggregate(systemActor, "shop", {
    entity: "deal",
    dimensions: [],
    measures,
  });
  return rows[0]?.values["n"];
}

/** How many rows of the table the copy has been asked for, by its own books. */
async function readsOfCopy(): Promise<number> {
  await watcher.query("select pg_stat_clear_snapshot()");
  const { rows } = await watcher.query<{ scans: string }>(
    "select coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as scans from pg_stat_user_tables where relname = 'deal'",
  );
  return Number(rows[0]?.scans ?? 0);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), `mortise-test-${process.pid}-`));
  main = await startEmbedded({
    dataDir: join(folder, "main"),
    fast: true,
    settings: { wal_level: "replica", max_wal_senders: 3 },
  });
  copy = await startCopy();
  watcher = new Client({ connectionString: copy.url });
  watcher.on("error", () => undefined);
  await watcher.connect();
  store = await openStore({
    url: main.url,
    replicaUrl: copy.url,
    clock: systemClock,
    logger: silentLogger,
  });
  await store.releases.createApp(documents, systemActor);
});

afterAll(async () => {
  await store.close();
  await watcher.end().catch(() => undefined);
  await copy.stop();
  await main.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("figures come from the copy once it has what was written, and lists from the main database", async () => {
  await create("a");
  await vi.waitFor(async () => expect(await count()).toBe("1"), 20_000);
  const before = await readsOfCopy();
  await store.records.query(systemActor, "shop", { entity: "deal" });
  await vi.waitFor(async () => {
    await count();
    expect(await readsOfCopy()).toBeGreaterThan(before);
  }, 20_000);
  expect(store.replica?.behindMs).toBeLessThan(30_000);
});

test("a copy that stops replaying says how far it is behind", async () => {
  await watcher.query("select pg_wal_replay_pause()");
  await create("b");
  await vi.waitFor(() => expect(store.replica?.behindMs).toBeGreaterThan(1_000), 20_000);
  expect(await count()).toBe("1");
  await watcher.query("select pg_wal_replay_resume()");
  await vi.waitFor(async () => expect(await count()).toBe("2"), 20_000);
});

test("without the copy the main database answers", async () => {
  await watcher.end();
  await copy.stop();
  await create("c");
  await vi.waitFor(async () => expect(await count()).toBe("3"), 20_000);
  expect(store.replica?.behindMs).toBe(0);
});
