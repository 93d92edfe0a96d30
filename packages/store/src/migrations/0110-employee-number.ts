import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** The number by which a company knows its people: lists name them by it. */
export const employeeNumber: Migration = {
  name: "0110-employee-number",
  async up(db) {
    await sql`alter table mortise.account add column employee_number text`.execute(db);
    await sql`create unique index account_employee_number on mortise.account (lower(employee_number))`.execute(
      db,
    );
  },
};
