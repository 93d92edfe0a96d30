import { existsSync, readFileSync, statSync } from "node:fs";
import { accountMissing } from "./errors.ts";

/** The operating-system account the database runs as, when it is not our own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const CANDIDATES = ["postgres", "nobody"];

/**
 * PostgreSQL refuses to run as root, so root borrows an account: the owner of an existing cluster, else `postgres`,
 * else `nobody`. Anyone else runs it as themselves (`undefined`).
 */
export function serviceAccount(cluster: string, passwd = "/etc/passwd"): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const lines = existsSync(passwd) ? readFileSync(passwd, "utf8").split("\n") : [];
  const rows = lines.map((line) => line.split(":"));
  for (const name of CANDIDATES) {
    const row = rows.find(([user]) => user === name);
    if (row?.[2] && row[3]) return { uid: Number(row[2]), gid: Number(row[3]) };
  }
  throw accountMissing();
}
