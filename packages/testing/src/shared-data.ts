import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { sharedDataMissing } from "./errors.ts";

const REPOSITORY = resolve(import.meta.dirname, "../../..");

/**
 * The path of a file of the real data that tests read; its folder `shared` stands beside the repository, or where
 * `MORTISE_SHARED` says. Throws TESTING_SHARED_DATA_MISSING when the file is not there.
 *
 * @example
 * sharedFile("leads/x-education/Leads.csv");
 */
export function sharedFile(path: string): string {
  const file = join(process.env["MORTISE_SHARED"] ?? resolve(REPOSITORY, "../shared"), "data", path);
  if (!existsSync(file)) throw sharedDataMissing({ file });
  return file;
}
