import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { clusterNotCreated, clusterVersionDiffers, dataFolderReadOnly } from "./errors.ts";
import { giveTo, type Layout, ownFolder } from "./layout.ts";
import { isProcessAlive } from "./postmaster.ts";

/** The superuser of an embedded cluster. */
export const SUPERUSER = "mortise";

/** What the database's programs get to see of our environment: nothing that changes their behaviour by host. */
export const CLEAN_ENVIRONMENT = { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** The password kept beside the cluster, made when there is none; readable by the owner only. */
export function readOrCreatePassword(layout: Layout): string {
  if (!existsSync(layout.password)) {
    const draft = `${layout.password}.${process.pid}`;
    try {
      writeFileSync(draft, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
      giveTo(layout.account, draft);
      linkOnce(draft, layout.password);
    } catch (cause) {
      throw dataFolderReadOnly({ folder: layout.folder }, { cause });
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return readFileSync(layout.password, "utf8").trim();
}

/** Gives a finished file its name unless another process was first. */
function linkOnce(draft: string, name: string): void {
  try {
    linkSync(draft, name);
  } catch (error) {
    if (!existsSync(name)) throw error;
  }
}

/**
 * Makes the cluster when there is none. It appears under its name only when it is complete, so a crash halfway leaves
 * nothing that a later start could mistake for it.
 */
export async function ensureCluster(layout: Layout, binaries: Binaries, fast: boolean): Promise<void> {
  const versionFile = join(layout.cluster, "PG_VERSION");
  if (existsSync(versionFile)) {
    const found = readFileSync(versionFile, "utf8").trim();
    if (found !== binaries.major) {
      throw clusterVersionDiffers({ folder: layout.cluster, found, expected: binaries.major });
    }
    return;
  }
  removeAbandonedDrafts(layout);
  const draft = join(layout.folder, `cluster-draft-${process.pid}-${randomBytes(4).toString("hex")}`);
  mkdirSync(draft, { mode: 0o700 });
  chmodSync(draft, 0o700);
  giveTo(layout.account, draft);
  await initialise(layout, binaries, draft, fast);
  try {
    renameSync(draft, layout.cluster);
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(versionFile)) throw clusterNotCreated({ reason: String(cause) }, { cause });
  }
}

function removeAbandonedDrafts(layout: Layout): void {
  for (const name of readdirSync(layout.folder)) {
    const pid = /^cluster-draft-(\d+)-/.exec(name)?.[1];
    if (pid && !isProcessAlive(Number(pid)))
      rmSync(join(layout.folder, name), { recursive: true, force: true });
  }
}

/**
 * Names that systems have for a character type that knows letters beyond ASCII. Without one, trigram indexes ignore
 * Chinese characters and a keyword search reads every row; the last name is for systems that have none of the others.
 */
const CHARACTER_TYPES = ["C.UTF-8", "en_US.UTF-8", "UTF-8", "C"] as const;

async function initialise(layout: Layout, binaries: Binaries, draft: string, fast: boolean): Promise<void> {
  let output = "";
  for (const characterType of CHARACTER_TYPES) {
    const result = await runInitdb(layout, binaries, { draft, fast, characterType });
    if (result.ok) return;
    output = result.output;
    if (!output.includes("invalid locale")) break;
  }
  rmSync(draft, { recursive: true, force: true });
  throw clusterNotCreated({ reason: lastWords(output) });
}

interface Creation {
  readonly draft: string;
  readonly fast: boolean;
  readonly characterType: string;
}

async function runInitdb(
  layout: Layout,
  binaries: Binaries,
  { draft, fast, characterType }: Creation,
): Promise<{ readonly ok: boolean; readonly output: string }> {
  const args = [
    "-D",
    ownFolder(layout, draft),
    "-U",
    SUPERUSER,
    "--pwfile=../password",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    `--lc-ctype=${characterType}`,
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    ...(fast ? ["--no-sync"] : []),
  ];
  const child = spawn(binaries.initdb, args, { cwd: draft, env: CLEAN_ENVIRONMENT, ...layout.account });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve) => {
    child.on("error", (error) => output.push(Buffer.from(error.message)));
    child.on("close", resolve);
  });
  return { ok: code === 0, output: Buffer.concat(output).toString("utf8") };
}

/** The line of an output that says what went wrong: the last FATAL or error line, else the last line. */
export function lastWords(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return (lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? "?").trim();
}
