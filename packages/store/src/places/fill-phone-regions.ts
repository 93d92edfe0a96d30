import { callsOperator } from "@mortise/expression";
import type { Catalog } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";
import { phoneRegions } from "./phone-regions.ts";

/** Rows of one statement. */
const ROWS = 20_000;

/** Whether a field of the app is worked out from where telephone numbers were given out. */
export function asksPhoneRegions(catalog: Catalog): boolean {
  return catalog.all("entity").some(({ fields }) =>
    fields.some((field) => {
      const expression = catalog.fieldTypes.expressionOf?.(field);
      return expression !== undefined && callsOperator(expression, "phoneRegion");
    }),
  );
}

/** Makes the regions known to the database, as they are now; a second or two, and only when a release asks for them. */
export async function fillPhoneRegions(db: Kysely<SystemDatabase>): Promise<void> {
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
