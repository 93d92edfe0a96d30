import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { AppError } from "@mortise/kit";
import { READ_LIMITS, type ReadLimits } from "@mortise/store";
import { configInvalid, folderReadOnly, secretMissing } from "./errors.ts";

/** Everything the server reads from its environment, checked. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absent: the embedded database under `dataDir` is used. */
  readonly databaseUrl?: string;
  /** A streaming copy of it, for figures and exports. */
  readonly replicaUrl?: string;
  readonly dataDir: string;
  /** Signs session cookies and encrypts secrets in records; at least 32 characters. */
  readonly secret: string;
  /** Secrets of before, with which secrets in records may still be encrypted. */
  readonly formerSecrets: readonly string[];
  /** Address under which people reach the server, for links in messages and QR codes. */
  readonly publicUrl?: string;
  readonly production: boolean;
  readonly demo: boolean;
  /** How many proxies of ours set `x-forwarded-*`; further entries of the header are anybody's claim. */
  readonly trustProxy: number | false;
  /** Hosts whose pages forms may embed, as `host` or `*.host`; none when absent. */
  readonly frameHosts?: readonly string[];
  /** Hosts to which public forms may send visitors on, as `host` or `*.host`; none when absent. */
  readonly redirectHosts?: readonly string[];
  /** Hosts of the own network that flows may call, where administrators allow them too, as `host` or `host:port`. */
  readonly privateHosts?: readonly string[];
  /** Steps of flows may run scripts of their builders. */
  readonly flowScripts?: true;
  /** Where the tiles of maps come from; without it maps have a plain ground and ask nobody. */
  readonly mapTiles?: MapTiles;
  /** The mail server; without one no e-mail is sent. */
  readonly smtpUrl?: string;
  /** The sender of e-mail. */
  readonly mailFrom?: string;
  /** The gateway for short messages; without one none are sent. */
  readonly smsUrl?: string;
  /** Seconds that reads of records may take, by kind. */
  readonly readLimits: ReadLimits;
}

/** Pictures under the records of a map. */
export interface MapTiles {
  /** With `{z}`, `{x}`, `{y}` and, if it has several hosts, `{s}`. */
  readonly url: string;
  /** Who made the map, as its makers want to be named. */
  readonly credit: string;
  /** Chinese services shift their maps (GCJ-02); others are as devices measure (WGS 84). */
  readonly datum: "wgs84" | "gcj02";
}

const MIN_SECRET = 32;
const MIN_LETTERS = 10;

/** Reads the environment and the command line; throws SERVER_CONFIG_INVALID naming the variable. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Config {
  const production = env["NODE_ENV"] === "production";
  const dataDir = resolve(env["DATA_DIR"] || "data");
  const databaseUrl = readDatabaseUrl("DATABASE_URL", env["DATABASE_URL"]);
  const replicaUrl = readDatabaseUrl("DATABASE_REPLICA_URL", env["DATABASE_REPLICA_URL"]);
  makeFolder(dataDir);
  const publicUrl = env["PUBLIC_URL"];
  return {
    port: readPort(env["PORT"]),
    host: env["HOST"] || (production ? "0.0.0.0" : "127.0.0.1"),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(replicaUrl ? { replicaUrl } : {}),
    dataDir,
    secret: readSecret(env["MORTISE_SECRET"], production, dataDir),
    formerSecrets: (env["MORTISE_FORMER_SECRETS"] ?? "").split(/[\s,]+/).filter((one) => one !== ""),
    ...(publicUrl ? { publicUrl: readPublicUrl(publicUrl) } : {}),
    production,
    demo: args.includes("--demo"),
    trustProxy: readTrustProxy(env["TRUST_PROXY"]),
    ...readChannels(env),
    ...(env["FRAME_HOSTS"] ? { frameHosts: readHosts("FRAME_HOSTS", env["FRAME_HOSTS"]) } : {}),
    ...(env["REDIRECT_HOSTS"] ? { redirectHosts: readHosts("REDIRECT_HOSTS", env["REDIRECT_HOSTS"]) } : {}),
    ...(env["PRIVATE_HOSTS"] ? { privateHosts: readHosts("PRIVATE_HOSTS", env["PRIVATE_HOSTS"]) } : {}),
    ...(readSwitch("FLOW_SCRIPTS", env["FLOW_SCRIPTS"]) ? { flowScripts: true as const } : {}),
    ...(env["MAP_TILES"] ? { mapTiles: readMapTiles(env["MAP_TILES"], env) } : {}),
    readLimits: readReadLimits(env["READ_LIMITS"]),
  };
}

function readChannels(
  env: Readonly<Record<string, string | undefined>>,
): Pick<Config, "smtpUrl" | "mailFrom" | "smsUrl"> {
  const smtpUrl = env["SMTP_URL"];
  const mailFrom = env["MAIL_FROM"];
  const smsUrl = env["SMS_URL"];
  if (smtpUrl && !/^smtps?:\/\/./.test(smtpUrl))
    throw configInvalid({ name: "SMTP_URL", reason: "smtps://user:password@mail.example.com:465" });
  if (smtpUrl && !mailFrom)
    throw configInvalid({ name: "MAIL_FROM", reason: "Mortise <no-reply@example.com>" });
  if (smsUrl && !(URL.canParse(smsUrl) && /^(https?|aliyun):/.test(smsUrl)))
    throw configInvalid({
      name: "SMS_URL",
      reason:
        "https://:token@sms.example.com/send, aliyun://keyId:secret@dysmsapi.aliyuncs.com?sign=…&template=…",
    });
  return {
    ...(smtpUrl ? { smtpUrl } : {}),
    ...(mailFrom ? { mailFrom } : {}),
    ...(smsUrl ? { smsUrl } : {}),
  };
}

/** Off unless it is switched on; anything else is a slip. */
function readSwitch(name: string, text: string | undefined): boolean {
  if (text === undefined || text === "" || text === "off") return false;
  if (text !== "on") throw configInvalid({ name, reason: "on, off" });
  return true;
}

/** They become part of a header: anything but host names is refused. */
function readHosts(name: string, text: string): readonly string[] {
  const hosts = text.split(/[\s,]+/).filter((host) => host !== "");
  const isHost = (host: string) => /^(\*\.)?([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?$/.test(host);
  if (!hosts.every(isHost)) throw configInvalid({ name, reason: "www.example.com, *.example.org" });
  return hosts;
}

/** The host becomes part of a header: only an address with a plain host is taken. */
function readMapTiles(url: string, env: Readonly<Record<string, string | undefined>>): MapTiles {
  const isTiles = /^https?:\/\/(\{s\}\.)?([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?\/[^\s;,"'<>]*$/i.test(url);
  if (!isTiles || !["{x}", "{y}", "{z}"].every((part) => url.includes(part)))
    throw configInvalid({ name: "MAP_TILES", reason: "https://tiles.example.com/{z}/{x}/{y}.png" });
  const datum = env["MAP_DATUM"] || "wgs84";
  if (datum !== "wgs84" && datum !== "gcj02")
    throw configInvalid({ name: "MAP_DATUM", reason: "wgs84, gcj02" });
  return { url, credit: env["MAP_CREDIT"] ?? "", datum };
}

/** `list=20, figures=60`: kinds that are not named keep what holds by default. */
function readReadLimits(text: string | undefined): ReadLimits {
  const limits = (text ?? "").split(/[\s,]+/).filter((limit) => limit !== "");
  const given = limits.map((limit) => {
    const [kind = "", seconds = ""] = limit.split("=");
    const isGood = Object.hasOwn(READ_LIMITS, kind) && /^[1-9]\d{0,3}$/.test(seconds);
    if (!isGood)
      throw configInvalid({ name: "READ_LIMITS", reason: `${Object.keys(READ_LIMITS).join(", ")}: list=20` });
    return [kind, Number(seconds)] as const;
  });
  return { ...READ_LIMITS, ...Object.fromEntries(given) };
}

function readDatabaseUrl(name: string, url = ""): string | undefined {
  if (url !== "" && !(URL.canParse(url) && /^postgres(ql)?:\/\//.test(url)))
    throw configInvalid({ name, reason: "postgres://user:password@host:5432/database" });
  return url || undefined;
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === "") return 8080;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw configInvalid({ name: "PORT", reason: "1–65535" });
  return port;
}

/** Node's own recursive mkdir never returns where a parent exists but takes no folders, as below /proc. */
function makeParents(folder: string): void {
  if (existsSync(folder)) return;
  makeParents(dirname(folder));
  mkdirSync(folder);
}

function makeFolder(folder: string): void {
  try {
    makeParents(folder);
    const probe = join(folder, `.write-${process.pid}`);
    writeFileSync(probe, "");
    unlinkSync(probe);
  } catch (cause) {
    throw folderReadOnly({ folder }, { cause });
  }
}

function readPublicUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw configInvalid({ name: "PUBLIC_URL", reason: "https://crm.example.com" });
  return text.replace(/\/+$/, "");
}

function readTrustProxy(text: string | undefined): number | false {
  if (text === undefined || text === "" || text === "false" || text === "0") return false;
  const hops = text === "true" ? 1 : Number(text);
  if (!Number.isInteger(hops) || hops < 1 || hops > 10)
    throw configInvalid({ name: "TRUST_PROXY", reason: "1–10" });
  return hops;
}

/** In production the secret comes from the environment; elsewhere it is made once and kept beside the data. */
function readSecret(given: string | undefined, production: boolean, dataDir: string): string {
  if (given || production) return goodSecret(given);
  const file = join(dataDir, "secret");
  try {
    if (existsSync(file)) return goodSecret(readFileSync(file, "utf8").trim());
    const secret = randomBytes(48).toString("base64url");
    writeFileSync(file, secret, { mode: 0o600, flag: "wx" });
    return secret;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw folderReadOnly({ folder: dataDir }, { cause });
  }
}

/** Long enough, and not one letter typed over and over. */
function goodSecret(secret: string | undefined): string {
  if (!secret || secret.length < MIN_SECRET || new Set(secret).size < MIN_LETTERS) throw secretMissing();
  return secret;
}
