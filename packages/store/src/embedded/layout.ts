import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Account, serviceAccount } from "./account.ts";
import { dataFolderForeign, dataFolderReadOnly } from "./errors.ts";

/** Where the parts of an embedded database lie, and who runs it. */
export interface Layout {
  readonly folder: string;
  readonly cluster: string;
  readonly password: string;
  readonly log: string;
  readonly account: Account | undefined;
}

/**
 * Makes the data folder ready: created, writable, and open enough for the account that runs the database.
 * The cluster in it stays private to that account.
 */
export function prepareLayout(dataDir: string): Layout {
  const folder = resolve(dataDir);
  const cluster = join(folder, "cluster");
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw dataFolderReadOnly({ folder }, { cause });
  }
  const account = serviceAccount(cluster);
  if (account) chmodSync(folder, 0o755);
  rejectForeign(cluster);
  return { folder, cluster, account, password: join(folder, "password"), log: join(folder, "postgres.log") };
}

function rejectForeign(cluster: string): void {
  const self = process.getuid?.();
  if (self === undefined || self === 0 || !existsSync(cluster)) return;
  const owner = statSync(cluster).uid;
  if (owner !== self) throw dataFolderForeign({ folder: cluster, owner });
}

/** Hands a file or folder to the account that runs the database. */
export function giveTo(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/**
 * How the database is told its own folder. A borrowed account may not be allowed to walk there (a checkout below a
 * private home), but a process may always use the folder it was started in.
 */
export function ownFolder(layout: Layout, folder: string): string {
  return layout.account && process.platform === "linux" ? "/proc/self/cwd" : folder;
}
