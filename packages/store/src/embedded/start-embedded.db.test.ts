import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type EmbeddedDatabase, startEmbedded } from "./start-embedded.ts";

// `mkdtemp` makes a folder of mode 0700: as root, every test also proves that such a folder is no obstacle.
let folder: string;
let started: EmbeddedDatabase[];
let clients: Client[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), `mortise-test-${process.pid}-`));
  started = [];
  clients = [];
});

afterEach(async () => {
  await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  await Promise.all(started.map((database) => database.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function start({ fast = true } = {}): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir: join(folder, "postgres"), fast });
  started.push(database);
  return database;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

async function valueOf(client: Client, sql: string): Promise<unknown> {
  const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
  return rows[0]?.[0];
}

function postmasterPid(): number {
  return Number(readFileSync(join(folder, "postgres", "cluster", "postmaster.pid"), "utf8").split("\n")[0]);
}

/** Starts the database from a process of its own and kills that process without warning. */
async function startAndKillStarter(): Promise<void> {
  const source = new URL("start-embedded.ts", import.meta.url).href;
  const script = `const { startEmbedded } = await import(${JSON.stringify(source)});
    await startEmbedded({ dataDir: process.argv[1], fast: true });
    console.log("up"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, join(folder, "postgres")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("a new cluster is UTF-8, sorts by code point, keeps UTC and lets nobody in without the password", async () => {
  const database = await start();
  const client = await connect(database.url);
  expect(await valueOf(client, "show server_encoding")).toBe("UTF8");
  expect(await valueOf(client, "show timezone")).toBe("UTC");
  expect(
    await valueOf(
      client,
      "select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()",
    ),
  ).toBe("b C.UTF-8");
  expect(statSync(join(folder, "postgres", "password")).mode & 0o777).toBe(0o600);
  const stranger = new Client({ connectionString: database.url.replace(/:[^:@]+@/, ":guess@") });
  await expect(stranger.connect()).rejects.toMatchObject({ code: "28P01" });
});

test("the data is there again after stop and start", async () => {
  const first = await start();
  const before = await connect(first.url);
  await before.query("create table kept as select '线索' as word");
  await before.end();
  await first.stop();
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await valueOf(await connect(second.url), "select word from kept")).toBe("线索");
});

test("a database left behind by a killed server is adopted, and stopped in the end", async () => {
  await startAndKillStarter();
  const pid = postmasterPid();
  const database = await start();
  expect(database.adopted).toBe(true);
  expect(postmasterPid()).toBe(pid);
  await database.stop();
  expect(() => postmasterPid()).toThrow(/ENOENT/);
});

test("an adopted database that another program uses is left running", async () => {
  const owner = await start();
  const guest = await start();
  expect(guest.adopted).toBe(true);
  const client = await connect(owner.url);
  await guest.stop();
  expect(await valueOf(client, "select 1")).toBe(1);
});

test("after the database was killed, committed rows are there and the open transaction is gone", async () => {
  const first = await start({ fast: false });
  const client = await connect(first.url);
  await client.query("create table t (n int); insert into t values (1)");
  await client.query("begin; insert into t values (2)");
  process.kill(postmasterPid(), "SIGKILL");
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await valueOf(await connect(second.url), "select array_agg(n)::text from t")).toBe("{1}");
});

test("when server and database were both killed, the next start recovers", async () => {
  await startAndKillStarter();
  process.kill(postmasterPid(), "SIGKILL");
  const database = await start();
  expect(database.adopted).toBe(false);
  expect(await valueOf(await connect(database.url), "select 1")).toBe(1);
});

test("a pid file that names a process of another kind does not stop the start", async () => {
  await (await start()).stop();
  const pidFile = join(folder, "postgres", "cluster", "postmaster.pid");
  writeFileSync(pidFile, `${process.pid}\n/proc/self/cwd\n0\n5432\n\n127.0.0.1\n0 0\nready\n`);
  const database = await start();
  expect(database.adopted).toBe(false);
});

test("two starts at the same moment share one database", async () => {
  const [one, two] = await Promise.all([start(), start()]);
  expect(one.port).toBe(two.port);
  expect([one.adopted, two.adopted].filter(Boolean)).toHaveLength(1);
});

test("a folder that cannot be made is refused with its name", async () => {
  writeFileSync(join(folder, "postgres"), "a file, not a folder");
  await expect(start()).rejects.toMatchObject({
    code: "STORE_EMBEDDED_READ_ONLY",
    text: { en: expect.stringContaining(join(folder, "postgres")) },
  });
});

test("a cluster of another major version is refused untouched", async () => {
  mkdirSync(join(folder, "postgres", "cluster"), { recursive: true });
  writeFileSync(join(folder, "postgres", "cluster", "PG_VERSION"), "12\n");
  await expect(start()).rejects.toMatchObject({ code: "STORE_EMBEDDED_VERSION" });
});

test("a setting the server does not know is reported with the server's own words", async () => {
  const wrong = startEmbedded({
    dataDir: join(folder, "postgres"),
    fast: true,
    settings: { no_such_setting: 1 },
  });
  await expect(wrong).rejects.toMatchObject({
    code: "STORE_EMBEDDED_START",
    text: { en: expect.stringContaining("no_such_setting") },
  });
});
