import { callsOperator } from "@mortise/expression";
import type { Catalog } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";
import { ipRegions } from "./ip-regions.ts";
import { phoneRegions } from "./phone-regions.ts";

/** Rows of one statement. */
const ROWS = 20_000;

/** Whether a field of the app is worked out by an operator. */
function asks(catalog: Catalog, operator: string): boolean {
  return catalog.all("entity").some(({ fields }) =>
    fields.some((field) => {
      const expression = catalog.fieldTypes.expressionOf?.(field);
      return expression !== undefined && callsOperator(expression, operator);
    }),
  );
}

/** Makes the places that fields of the app are worked out from known to the database, as they are now. */
export async function fillPlaces(db: Kysely<SystemDatabase>, catalog: Catalog): Promise<void> {
  if (asks(catalog, "phoneRegion")) await fillPhoneRegions(db);
  if (asks(catalog, "ipRegion")) await fillIpRegions(db);
}

/** A second or two, and only when a release asks for them. */
async function fillPhoneRegions(db: Kysely<SystemDatabase>): Promise<void> {
  const rows = [...phoneRegions()];
  await sql`delete from mortise.phone_region`.execute(db);
  for (let start = 0; start < rows.length; start += ROWS) {
    const part = rows.slice(start, start + ROWS);
    await sql`insert into mortise.phone_region (prefix, region)
      select * from unnest(${part.map(([prefix]) => prefix)}::text[], ${part.map(([, region]) => region)}::text[])`.execute(
      db,
    );
  }
}

async function fillIpRegions(db: Kysely<SystemDatabase>): Promise<void> {
  const ranges = ipRegions();
  await sql`delete from mortise.ip_region`.execute(db);
  for (let start = 0; start < ranges.length; start += ROWS) {
    const part = ranges.slice(start, start + ROWS);
    // Of ranges that begin at the same address the last one counts.
    await sql`insert into mortise.ip_region (first, last, region)
      select distinct on (first) first, last, region
      from unnest(${part.map(({ first }) => first)}::inet[], ${part.map(({ last }) => last)}::inet[],
        ${part.map(({ region }) => region)}::text[]) with ordinality as r(first, last, region, place)
      order by first, place desc on conflict (first) do nothing`.execute(db);
  }
}
