import { ManualClock, sameText, silentLogger } from "@mortise/kit";
import type { DashboardCard, DefinitionDocument } from "@mortise/metadata";
import { openWorkbook } from "@mortise/spreadsheet";
import { type Actor, openStore, readAudit, type Store, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createReportExports, createReports, type ReportExports } from "./index.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
const admin: Actor = { ...systemActor, kind: "user", userId: null };
const clerk = (role: string): Actor => ({ ...admin, admin: false, roles: { shop: [role] } });
let store: Store;
let exports: ReportExports;

const grant = { create: false, read: ["all"], update: [], delete: [] } as const;
const role = (id: string, more: object) =>
  ({
    kind: "role",
    id,
    version: 1,
    name: sameText(id),
    builder: false,
    grants: { deal: { ...grant, ...more } },
  }) as const;

const documents: readonly DefinitionDocument[] = [
  { kind: "app", id: "shop", version: 1, name: sameText("Shop"), icon: "app", color: "#0f766e" },
  {
    kind: "entity",
    id: "deal",
    version: 1,
    name: sameText("Deal"),
    icon: "box",
    color: "blue",
    titleField: "name",
    owned: true,
    fields: [
      { id: "name", type: "text", name: sameText("Name") },
      {
        id: "source",
        type: "select",
        name: { zh: "来源", en: "Source" },
        settings: {
          options: [
            { key: "web", name: { zh: "=1+1", en: "=1+1" } },
            { key: "fair", name: { zh: "Fair", en: "Fair" } },
          ],
        },
      },
      { id: "amount", type: "money", name: { zh: "金额", en: "Amount" } },
    ],
  },
  role("taker", { export: true }),
  role("reader", {}),
  role("blind", { export: true, fields: { amount: "hidden" } }),
];

const card: DashboardCard = {
  id: "card",
  chart: "bar",
  title: { zh: "各来源/金额", en: "By source" },
  entity: "deal",
  dimensions: [{ field: "source" }],
  measures: [{ id: "sum", function: "sum", field: "amount" }],
  sort: [{ field: "sum", descending: true }],
  layout: { x: 0, y: 0, w: 6, h: 6 },
};

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  await store.releases.createApp(documents, systemActor);
  const rows = [
    { name: "A", source: "web", amount: "10.10" },
    { name: "B", source: "web", amount: "20.20" },
    { name: "C", source: "fair", amount: "5" },
  ];
  await store.records.execute(systemActor, "shop", [{ type: "create", entity: "deal", rows }], {
    type: "import",
  });
  const reports = createReports({ store, clock, logger: silentLogger });
  exports = createReportExports({ store, reports, clock });
});
afterAll(() => store.close());

test("figures become a table of numbers, and texts never formulas", async () => {
  const file = await exports.exportCard(clerk("taker"), "shop", { card, format: "csv" });
  expect(file.fileName).toBe("各来源 金额.csv");
  expect(file.content.toString("utf8")).toBe("\uFEFF来源,金额合计\r\n'=1+1,30.3\r\nFair,5\r\n");
});

test("a workbook holds the same", async () => {
  const file = await exports.exportCard(clerk("taker"), "shop", { card, format: "xlsx" });
  const path = join(tmpdir(), `figures-${process.pid}.xlsx`);
  await writeFile(path, file.content);
  const workbook = await openWorkbook(path);
  const rows = [];
  for await (const { cells } of workbook.rows(0)) rows.push(cells);
  await workbook.close();
  expect(rows).toEqual([
    ["来源", "金额合计"],
    ["=1+1", 30.3],
    ["Fair", 5],
  ]);
});

test("what is narrowed on the dashboard is narrowed in the file", async () => {
  const filter = { "==": [{ var: "source" }, "fair"] };
  const file = await exports.exportCard(clerk("taker"), "shop", { card, filter, format: "csv" });
  expect(file.rows).toBe(1);
});

test("who may not export gets no file, and nobody a hidden field", async () => {
  const order = { card, format: "csv" } as const;
  await expect(exports.exportCard(clerk("reader"), "shop", order)).rejects.toMatchObject({
    code: "REPORT_EXPORT_NOT_ALLOWED",
  });
  await expect(exports.exportCard(clerk("blind"), "shop", order)).rejects.toThrow(/./);
});

test("what was taken out stands in the audit log, pictures too", async () => {
  await exports.exportCard(admin, "shop", { card, format: "csv" });
  await exports.notePicture(admin, "shop", { title: "销售总览", format: "png" });
  const { items } = await readAudit(store.db, { kind: "export" });
  expect(items.slice(0, 2).map(({ details }) => details)).toEqual([
    { figures: "销售总览", format: "png" },
    { rows: 2, figures: "各来源/金额", format: "csv" },
  ]);
});
