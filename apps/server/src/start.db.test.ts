import { chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EVENTS_PATH, routes } from "@mortise/contract";
import { useDatabase } from "@mortise/testing";
import { afterEach, describe, expect, test } from "vitest";
import {
  type ChildOptions,
  type ChildServer,
  fakePostgres,
  freePort,
  listenOnce,
  portOf,
  startChild,
} from "./fixtures/child-server.ts";

const database = useDatabase();
const NOBODY = 65_534;
const SECRET = "Zk3v9QpL7xW2mN8rT4yB6cD1fG5hJ0sA";
const LINK = /http\S+\/setup\?token=\S+/;

const children: ChildServer[] = [];
const folders: string[] = [];
const listeners: Server[] = [];

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), `mortise-test-${process.pid}-`));
  folders.push(path);
  return path;
}

async function launch(env: Record<string, string>, more: Partial<ChildOptions> = {}): Promise<ChildServer> {
  const base = { PORT: String(await freePort()), DATA_DIR: env["DATA_DIR"] ?? folder() };
  const child = startChild({ env: { ...base, ...env }, ...more });
  children.push(child);
  return child;
}

async function keep(listener: Promise<Server>): Promise<number> {
  listeners.push(await listener);
  return portOf(await listener);
}

async function stop(child: ChildServer, signal: NodeJS.Signals = "SIGTERM"): Promise<number | string> {
  child.process.kill(signal);
  return child.ended;
}

afterEach(async () => {
  for (const child of children.splice(0)) if (child.process.exitCode === null) await stop(child);
  for (const listener of listeners.splice(0)) listener.close();
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true, maxRetries: 20 });
});

/** How a start ended: one sentence in each language, and no stack trace or password anywhere. */
async function refusalOf(child: ChildServer) {
  const code = await child.ended;
  const lines = child.output().split("\n").filter(Boolean);
  return { code, lines, isClean: !/hunter2|\n\s+at |node_modules/.test(child.output()) };
}

const refused = (zh: RegExp, en: RegExp) => ({
  code: 1,
  lines: [expect.stringMatching(zh), expect.stringMatching(en)],
  isClean: true,
});

describe("a start that cannot succeed says why and ends with a failure", () => {
  test("another program has the port", async () => {
    const port = await keep(listenOnce((socket) => socket.destroy()));
    const child = await launch({ PORT: String(port), DATABASE_URL: database.url });
    expect(await refusalOf(child)).toEqual(
      refused(new RegExp(`✗ 端口 ${port} 已被占用`), new RegExp(`✗ Port ${port} is in use`)),
    );
  });

  test("the address is not one of this machine", async () => {
    const child = await launch({ HOST: "203.0.113.7", DATABASE_URL: database.url });
    expect(await refusalOf(child)).toEqual(
      refused(/✗ 无法监听 203\.0\.113\.7/, /✗ Cannot listen on 203\.0\.113\.7/),
    );
  });

  test("nothing answers where the database should be", async () => {
    const url = `postgres://mortise:hunter2@127.0.0.1:${await freePort()}/mortise`;
    const child = await launch({ DATABASE_URL: url });
    expect(await refusalOf(child)).toEqual(
      refused(/✗ 连接不上数据库 127\.0\.0\.1/, /✗ Cannot reach the database at 127\.0\.0\.1/),
    );
  });

  test("the database does not let us in", async () => {
    const url = new URL(database.url);
    url.password = "hunter2";
    const child = await launch({ DATABASE_URL: url.href });
    expect(await refusalOf(child)).toEqual(
      refused(/✗ 连接不上数据库.*密码不对/, /✗ Cannot reach the database.*password is wrong/),
    );
  });

  test("the database is too old", async () => {
    const port = await keep(fakePostgres("140012"));
    const child = await launch({ DATABASE_URL: `postgres://mortise:hunter2@127.0.0.1:${port}/mortise` });
    expect(await refusalOf(child)).toEqual(
      refused(/✗ 数据库版本是 PostgreSQL 14.*15/, /✗ The database is PostgreSQL 14; version 15/),
    );
  });

  test("the data folder cannot be written", async () => {
    const child = await launch({ DATA_DIR: "/proc/mortise", DATABASE_URL: database.url });
    expect(await refusalOf(child)).toEqual(
      refused(/✗ 无法写入数据目录 \/proc\/mortise/, /✗ The data folder \/proc\/mortise cannot/),
    );
  });

  test("a production server has no secret", async () => {
    const child = await launch({ NODE_ENV: "production", DATABASE_URL: database.url });
    expect(await refusalOf(child)).toEqual(
      refused(/✗ 生产环境必须设置 MORTISE_SECRET/, /✗ Production needs MORTISE_SECRET/),
    );
  });

  test("a variable has a value that means nothing", async () => {
    expect(await refusalOf(await launch({ PORT: "http" }))).toEqual(
      refused(/✗ 环境变量 PORT 的值无效/, /✗ Environment variable PORT/),
    );
  });
});

describe("a server on a database of its own", () => {
  const setUp = (address: string, token: string) =>
    fetch(`${address}/api/v1${routes.setup.path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        token,
        name: "甲",
        email: "a@example.com",
        password: "a-password",
        locale: "zh",
      }),
    });

  test("prints the set-up link at every start until set-up is done, and stops at once even with streams open", async () => {
    const env = {
      NODE_ENV: "production",
      MORTISE_SECRET: SECRET,
      DATABASE_URL: database.url,
      HOST: "127.0.0.1",
    };
    const first = await launch(env);
    await first.ready;
    const link = LINK.exec(first.output())?.[0] ?? "";
    expect(await stop(first, "SIGINT")).toBe(0);

    const second = await launch(env);
    const address = await second.ready;
    const again = LINK.exec(second.output())?.[0] ?? "";
    expect(new URL(again).search).toBe(new URL(link).search);
    const done = await setUp(address, new URL(again).searchParams.get("token") ?? "");
    expect(done.status).toBe(200);
    const cookie = done.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const streams = await Promise.all(
      [1, 2, 3].map(() => fetch(address + EVENTS_PATH, { headers: { cookie } })),
    );
    const page = await fetch(`${address}/setup?token=in-the-address`);
    await page.text();
    const before = performance.now();
    expect(await stop(second)).toBe(0);
    expect(performance.now() - before).toBeLessThan(8_000);
    for (const stream of streams) await stream.text();
    // The log tells what happened, and no secret.
    expect(second.output()).toContain('"path":"/setup"');
    expect(second.output().replace(again, "")).not.toMatch(/token=|mortise_session=|a-password/);

    const third = await launch({ ...env, PUBLIC_URL: "https://crm.example.com" });
    expect(await third.ready).toBe("https://crm.example.com");
    expect(third.output()).not.toMatch(LINK);
  });
});

describe("a server with the embedded database", () => {
  test("plants the demo once, comes back by itself after both were killed, and says that the demo is there", async () => {
    const data = folder();
    const env = { DATA_DIR: data };
    const first = await launch(env, { args: ["--demo"] });
    await first.ready;
    const [, login = "", password = ""] = /^ {2}(admin@\S+) +(\S+)/m.exec(first.output()) ?? [];
    first.process.kill("SIGKILL");
    const pidFile = join(data, "postgres", "cluster", "postmaster.pid");
    process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGKILL");
    await first.ended;

    const second = await launch(env, { args: ["--demo"] });
    const address = await second.ready;
    expect(second.output()).toContain("系统已初始化过");
    expect(second.output()).toContain("Already set up");
    expect(second.output()).not.toContain(password);
    const signedIn = await fetch(`${address}/api/v1${routes.signIn.path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ login, password }),
    });
    expect(signedIn.status).toBe(200);
    expect(await stop(second)).toBe(0);
  });

  test.runIf(process.getuid?.() === 0)("runs as an ordinary user", async () => {
    const data = folder();
    chownSync(data, NOBODY, NOBODY);
    const child = await launch({ DATA_DIR: data, HOME: data }, { uid: NOBODY });
    expect((await fetch(`${await child.ready}/health`)).status).toBe(200);
    expect(await stop(child)).toBe(0);
  });
});
