import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { configInvalid, folderReadOnly, secretMissing } from "./errors.ts";

/** Everything the server reads from its environment, checked. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absent: the embedded database under `dataDir` is used. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  /** Signs session cookies; at least 32 characters. */
  readonly secret: string;
  /** Address under which people reach the server, for links in messages and QR codes. */
  readonly publicUrl?: string;
  readonly production: boolean;
  readonly demo: boolean;
  /** Behind a proxy that sets `x-forwarded-*`. */
  readonly trustProxy: boolean;
}

const MIN_SECRET = 32;

/** Reads the environment and the command line; throws SERVER_CONFIG_INVALID naming the variable. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Config {
  const production = env["NODE_ENV"] === "production";
  const dataDir = resolve(env["DATA_DIR"] ?? "data");
  const databaseUrl = env["DATABASE_URL"];
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw configInvalid({ name: "DATABASE_URL", reason: "postgres://user:password@host:5432/database" });
  makeFolder(dataDir);
  const publicUrl = env["PUBLIC_URL"];
  return {
    port: readPort(env["PORT"]),
    host: env["HOST"] ?? (production ? "0.0.0.0" : "127.0.0.1"),
    ...(databaseUrl ? { databaseUrl } : {}),
    dataDir,
    secret: readSecret(env["MORTISE_SECRET"], production, dataDir),
    ...(publicUrl ? { publicUrl: publicUrl.replace(/\/+$/, "") } : {}),
    production,
    demo: args.includes("--demo"),
    trustProxy: env["TRUST_PROXY"] === "1" || env["TRUST_PROXY"] === "true",
  };
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === "") return 8080;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw configInvalid({ name: "PORT", reason: "1–65535" });
  return port;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    const probe = join(folder, `.write-${process.pid}`);
    writeFileSync(probe, "");
  } catch (cause) {
    throw folderReadOnly({ folder }, { cause });
  }
}

/** In production the secret comes from the environment; elsewhere it is made once and kept beside the data. */
function readSecret(given: string | undefined, production: boolean, dataDir: string): string {
  if (given !== undefined || production) {
    if (!given || given.length < MIN_SECRET) throw secretMissing();
    return given;
  }
  const file = join(dataDir, "secret");
  try {
    return readFileSync(file, "utf8");
  } catch {
    const secret = randomBytes(48).toString("base64url");
    writeFileSync(file, secret, { mode: 0o600 });
    return secret;
  }
}
