import type { Environment } from "./types.ts";
import type { Row } from "./values/cell.ts";

/** An environment in which one child row is at hand as well. */
export interface RowEnvironment extends Environment {
  readonly row: Row;
}

/** Adds a child row to an environment; names of the row are looked up there and nowhere else. */
export function withRow(environment: Environment, row: Row): RowEnvironment {
  const { now, timeZone, calendar, above, regionOfPhone, regionOfIp } = environment;
  return {
    get: (path) => environment.get(path),
    now,
    timeZone,
    calendar,
    above,
    regionOfPhone,
    regionOfIp,
    row,
  };
}

/** Tells whether an environment carries a child row. */
export function isRowEnvironment(environment: Environment): environment is RowEnvironment {
  return "row" in environment;
}
