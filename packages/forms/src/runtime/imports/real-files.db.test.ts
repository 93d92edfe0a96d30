import { readFileSync } from "node:fs";
import { fieldType } from "@mortise/fields";
import type { EntityDocument } from "@mortise/metadata";
import type { RecordRow } from "@mortise/store";
import { expect, test } from "vitest";
import { setUpImportBench } from "../../fixtures/import-bench.ts";
import { sharedFile } from "../../fixtures/shared-file.ts";

const bench = setUpImportBench();

interface ColumnProfile {
  readonly name: string;
  readonly blank: number;
  readonly counts?: Readonly<Record<string, number>>;
}
interface SheetProfile {
  readonly data_rows: number;
  readonly columns: number;
  readonly profile: readonly ColumnProfile[];
}
type Expected = Readonly<
  Record<string, SheetProfile & { readonly sheets?: Readonly<Record<string, SheetProfile>> }>
>;

const expected: Expected = JSON.parse(readFileSync(sharedFile("imports/expected.json"), "utf8"));
const FILES: readonly string[] = Object.keys(expected).map((name) => `imports/${name}`);

/** Numbers without ornament: 0.40 and 0.4, 138 0013 8001 and 13800138001 are the same. */
function plain(text: string): string {
  const digits = text.replace(/(?<=\d)[ ,](?=\d)/g, "");
  return /^-?\d+\.\d+$/.test(digits) ? digits.replace(/\.?0+$/, "") : digits;
}

/** How often each text occurs in a field, as people see it. */
function counts(rows: readonly RecordRow[], entity: EntityDocument, column: number): Record<string, number> {
  const field = entity.fields[column];
  if (!field) return {};
  const context = {
    locale: "zh",
    timeZone: "Asia/Shanghai",
    label: () => undefined,
    find: () => undefined,
  } as const;
  const result: Record<string, number> = {};
  for (const row of rows) {
    const text = plain(fieldType(field.type).toText(row[field.id] ?? null, field, context));
    result[text] = (result[text] ?? 0) + 1;
  }
  return result;
}

test.each(FILES)("imports every row of %s with the values it holds", async (path) => {
  const job = await bench.upload(sharedFile(path));
  const facts = expected[path.replace("imports/", "")];
  for (const [index, sheet] of job.sheets.entries()) {
    const profile = facts?.sheets?.[sheet.name] ?? facts;
    const next = index === 0 ? job : await bench.upload(sharedFile(path));
    const { entity, plan } = await bench.adopt(next, index);
    const done = await bench.ran(next, plan);
    expect({ status: done.status, errors: done.errors.slice(0, 3), error: done.error }).toEqual({
      status: "done",
      errors: [],
      error: null,
    });
    const rows = await bench.rows(entity.id);
    expect(rows).toHaveLength(profile?.data_rows ?? -1);
    expect(entity.fields).toHaveLength(profile?.columns ?? -1);
    for (const [place, column] of (profile?.profile ?? []).entries()) {
      const found = counts(rows, entity, place);
      expect({ column: column.name, blank: found[""] ?? 0 }).toEqual({
        column: column.name,
        blank: column.blank,
      });
      const field = entity.fields[place];
      const isPlain =
        field !== undefined && ["option", "text", "number"].includes(fieldType(field.type).kind(field));
      // Where other types write a value in their own way (2020-01-01 for 2020/1/1), the blanks above must do.
      const wanted = (isPlain ? column.counts : undefined) ?? found;
      expect({ column: column.name, counts: found }).toEqual({ column: column.name, counts: wanted });
    }
  }
});

test.each([
  ["leads/x-education/Leads.csv", 9240, 37],
  ["leads/x-education/Leads-as-workbook.xlsx", 9240, 37],
  ["leads/maven-crm/sales_pipeline.csv", 8800, 8],
  ["leads/maven-crm/sales_pipeline.us-dates.csv", 8800, 8],
  ["leads/maven-crm/accounts.csv", 85, 7],
  ["imports/contacts-phone-formats.csv", 100, 7],
  ["imports/salesforce-style-leads.csv", 20, 11],
])("imports %s whole", async (path, rowCount, columns) => {
  const job = await bench.upload(sharedFile(path));
  const { entity, plan } = await bench.adopt(job);
  const done = await bench.ran(job, plan);
  expect({ errors: done.errors.slice(0, 3), counts: done.counts }).toEqual({
    errors: [],
    counts: { total: rowCount, create: rowCount, update: 0, skip: 0, error: 0 },
  });
  expect(entity.fields).toHaveLength(columns);
  const { items } = await bench.store.records
    .aggregate(
      {
        kind: "system",
        userId: null,
        admin: true,
        roles: {},
        teams: [],
        mainTeam: null,
        locale: "zh",
        timeZone: "Asia/Shanghai",
      },
      "bench",
      {
        entity: entity.id,
        dimensions: [],
        measures: [{ id: "n", function: "count", name: { zh: "n", en: "n" } }],
      },
    )
    .then(({ rows }) => ({ items: rows }));
  expect(items[0]?.values["n"]).toBe(String(rowCount));
});

test("reads the same days from ISO and from American dates", async () => {
  const days: string[][] = [];
  for (const file of ["sales_pipeline.csv", "sales_pipeline.us-dates.csv"]) {
    const job = await bench.upload(sharedFile(`leads/maven-crm/${file}`));
    const { entity, plan } = await bench.adopt(job);
    expect(entity.fields.find(({ id }) => id === "close_date")?.type).toBe("date");
    await bench.ran(job, plan);
    const rows = await bench.rows(entity.id);
    days.push(
      rows
        .map((row) => `${JSON.stringify(row["opportunity_id"])} ${JSON.stringify(row["close_date"])}`)
        .toSorted(),
    );
  }
  expect(days[0]).toEqual(days[1]);
});
