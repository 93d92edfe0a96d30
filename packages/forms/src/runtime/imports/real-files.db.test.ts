import { readFileSync } from "node:fs";
import type { Expression } from "@mortise/expression";
import { fieldType } from "@mortise/fields";
import type { Dimension, EntityDocument } from "@mortise/metadata";
import type { RecordRow } from "@mortise/store";
import { sharedFile } from "@mortise/testing/shared-data";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";

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
interface PipelineAnswers {
  readonly totals: Readonly<Record<"prospecting" | "engaging" | "won" | "lost" | "won_value", number>>;
  readonly won_by_quarter: readonly { readonly won: number; readonly won_value: number }[];
  readonly top5_agents_by_won_value: readonly { readonly won_value: number }[];
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

/** Number of rows and sum of a field per group of a dimension; one row with key null without a dimension. */
async function figures(
  entity: EntityDocument,
  { by, sum, filter }: { readonly by?: Dimension; readonly sum?: string; readonly filter?: Expression },
): Promise<readonly { key: unknown; n: number; sum: number | null }[]> {
  const { rows } = await bench.store.records.aggregate(admin, APP, {
    entity: entity.id,
    dimensions: by ? [by] : [],
    measures: [
      { id: "n", function: "count" },
      ...(sum === undefined ? [] : [{ id: "sum", function: "sum" as const, field: sum }]),
    ],
    ...(filter === undefined ? {} : { filter }),
  });
  return rows.map(({ keys, values }) => ({
    key: keys[0] ?? null,
    n: Number(values["n"]),
    sum: values["sum"] === undefined || values["sum"] === null ? null : Number(values["sum"]),
  }));
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
  ["leads/maven-crm/products.csv", 7, 3],
  ["leads/maven-crm/sales_teams.csv", 35, 3],
  ["leads/x-education/Leads-Data-Dictionary.xlsx", 37, 2],
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
  expect(await figures(entity, {})).toEqual([{ key: null, n: rowCount, sum: null }]);
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

test.each(["products.csv", "sales_teams.csv"])("keeps every cell of %s", async (file) => {
  const path = sharedFile(`leads/maven-crm/${file}`);
  const job = await bench.upload(path);
  const { entity, plan } = await bench.adopt(job);
  await bench.ran(job, plan);
  const found = (await bench.rows(entity.id)).map((row) => {
    const cells = entity.fields.map(({ type, ...field }) => {
      const context = {
        locale: "en",
        timeZone: "UTC",
        label: () => undefined,
        find: () => undefined,
      } as const;
      const text = fieldType(type).toText(row[field.id] ?? null, { type, ...field }, context);
      return plain(text.replace("¥", ""));
    });
    return cells.join();
  });
  const lines = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const wanted = lines.slice(1);
  expect(found.toSorted()).toEqual(wanted.toSorted());
});

test("the data dictionary explains every column of the leads, which it names with one word changed", async () => {
  const header = readFileSync(sharedFile("leads/x-education/Leads.csv"), "utf8").split("\r\n", 1)[0] ?? "";
  const job = await bench.upload(sharedFile("leads/x-education/Leads-Data-Dictionary.xlsx"));
  const { entity, plan } = await bench.adopt(job);
  await bench.ran(job, plan);
  const [name, meaning] = entity.fields;
  const rows = await bench.rows(entity.id);
  const explained = rows.map((row) => String(row[name?.id ?? ""]).toLowerCase());
  const columns = header.toLowerCase().replace("in choosing a course", "in choosing this course").split(",");
  expect(explained.toSorted()).toEqual(columns.toSorted());
  // The sheet holds 68 texts: 38 in its first column, header included, and 30 beside them.
  expect(rows.filter((row) => row[meaning?.id ?? ""] !== null)).toHaveLength(29);
});

test("the imported pipeline gives the published figures", async () => {
  const answers: PipelineAnswers = JSON.parse(
    readFileSync(sharedFile("leads/maven-crm/known-answers.json"), "utf8"),
  );
  const job = await bench.upload(sharedFile("leads/maven-crm/sales_pipeline.csv"));
  const { entity, plan } = await bench.adopt(job);
  await bench.ran(job, plan);
  const stages = await figures(entity, { by: { field: "deal_stage" }, sum: "close_value" });
  const won = stages.find(({ n }) => n === answers.totals.won);
  expect(stages.map(({ n }) => n).toSorted((one, other) => one - other)).toEqual(
    [answers.totals.prospecting, answers.totals.engaging, answers.totals.lost, answers.totals.won].toSorted(
      (one, other) => one - other,
    ),
  );
  expect(won?.sum).toBe(answers.totals.won_value);
  const filter = { "==": [{ var: "deal_stage" }, won?.key] } as Expression;
  const quarters = await figures(entity, {
    by: { field: "close_date", grain: "quarter" },
    sum: "close_value",
    filter,
  });
  expect(quarters.map(({ n, sum }) => ({ won: n, won_value: sum }))).toEqual(
    answers.won_by_quarter.map(({ won: count, won_value }) => ({ won: count, won_value })),
  );
  const agents = await figures(entity, { by: { field: "sales_agent" }, sum: "close_value", filter });
  const best = agents.map(({ sum }) => sum ?? 0).toSorted((one, other) => other - one);
  expect(best.slice(0, 5)).toEqual(answers.top5_agents_by_won_value.map(({ won_value }) => won_value));
});
