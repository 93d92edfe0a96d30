import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { sheetUnreadable } from "../errors.ts";

const repository = resolve(import.meta.dirname, "../../../..");

/** Where the test data from outside the project lies: `MORTISE_SHARED`, or `shared` beside the repository. */
export const sharedData = join(process.env["MORTISE_SHARED"] ?? resolve(repository, "../shared"), "data");

/** The parsed JSON of a data file; fails clearly when the test data is not there. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows the shape of the file it names
export function readExpectation<T>(...path: string[]): T {
  const file = join(sharedData, ...path);
  if (!existsSync(file)) throw sheetUnreadable({ file: `${file} (set MORTISE_SHARED)` });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape is documented beside the data
  return JSON.parse(readFileSync(file, "utf8")) as T;
}
