import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";

const folder = mkdtempSync(join(tmpdir(), "mortise-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

const GOOD = "Zk3v9QpL7xW2mN8rT4yB6cD1fG5hJ0sA";
const read = (env: Record<string, string>, ...args: string[]) =>
  readConfig({ DATA_DIR: folder, ...env }, args);

describe("the configuration", () => {
  test("needs nothing: port 8080 on this machine only, embedded database, a secret of its own that stays", () => {
    const config = read({});
    expect(config).toMatchObject({
      port: 8080,
      host: "127.0.0.1",
      dataDir: folder,
      production: false,
      demo: false,
    });
    expect(config).not.toHaveProperty("databaseUrl");
    expect(config.secret.length).toBeGreaterThanOrEqual(32);
    expect(read({}).secret).toBe(config.secret);
    expect(readFileSync(join(folder, "secret"), "utf8")).toBe(config.secret);
  });

  test("takes what is given; empty variables count as not given", () => {
    const env = {
      PORT: "90",
      HOST: "::",
      PUBLIC_URL: "https://a.cn/",
      TRUST_PROXY: "2",
      MORTISE_SECRET: GOOD,
    };
    expect(
      read(
        { ...env, DATABASE_URL: "postgres://u:p@h/d", DATABASE_REPLICA_URL: "postgres://u:p@copy/d" },
        "--demo",
      ),
    ).toMatchObject({
      port: 90,
      host: "::",
      publicUrl: "https://a.cn",
      trustProxy: 2,
      secret: GOOD,
      databaseUrl: "postgres://u:p@h/d",
      replicaUrl: "postgres://u:p@copy/d",
      demo: true,
    });
    const empty = {
      PORT: "",
      HOST: "",
      PUBLIC_URL: "",
      TRUST_PROXY: "",
      DATABASE_URL: "",
      MORTISE_SECRET: "",
    };
    expect(read(empty)).toMatchObject({ port: 8080, host: "127.0.0.1", trustProxy: false });
  });

  test.each([
    ["PORT", "http"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["DATABASE_URL", "mysql://h/d"],
    ["DATABASE_URL", "postgres://host:port/d"],
    ["PUBLIC_URL", "crm.example.com"],
    ["PUBLIC_URL", "javascript:alert(1)"],
    ["TRUST_PROXY", "all"],
    ["FRAME_HOSTS", "https://bi.example.com"],
    ["FRAME_HOSTS", "bi.example.com; script-src *"],
    ["FRAME_HOSTS", "*"],
    ["TRUST_PROXY", "-1"],
    ["MAP_TILES", "tiles.example.com/{z}/{x}/{y}.png"],
    ["MAP_TILES", "https://tiles.example.com/{z}/{x}.png"],
    ["MAP_TILES", "https://a.example; script-src */{z}/{x}/{y}"],
  ])("refuses %s=%s, naming the variable", (name, value) => {
    expect(() => read({ [name]: value })).toThrow(expect.objectContaining({ code: "SERVER_CONFIG_INVALID" }));
    expect(() => read({ [name]: value })).toThrow(name);
  });

  test("reads where map tiles come from, with their credit and coordinates", () => {
    const url = "https://{s}.tiles.example.com/{z}/{x}/{y}.png?key=1";
    expect(read({ MAP_TILES: url, MAP_CREDIT: "© Example", MAP_DATUM: "gcj02" }).mapTiles).toEqual({
      url,
      credit: "© Example",
      datum: "gcj02",
    });
    expect(read({ MAP_TILES: url }).mapTiles).toMatchObject({ credit: "", datum: "wgs84" });
    expect(() => read({ MAP_TILES: url, MAP_DATUM: "bd09" })).toThrow("MAP_DATUM");
  });

  test.each([[""], ["short"], ["x".repeat(64)], ["changeme".repeat(8)]])(
    "refuses %j as the secret of a production server",
    (MORTISE_SECRET) => {
      const refused = expect.objectContaining({ code: "SERVER_SECRET_MISSING" });
      expect(() => read({ NODE_ENV: "production", MORTISE_SECRET })).toThrow(refused);
    },
  );

  test("refuses a data folder that cannot be made", () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    const refused = expect.objectContaining({ code: "SERVER_FOLDER_READ_ONLY" });
    expect(() => read({ DATA_DIR: join(file, "data") })).toThrow(refused);
  });
});
