import type { EntityDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import { startPlan } from "../../model/import/import-plan.ts";

const named = (zh: string) => ({ zh, en: zh });
const base = { kind: "entity", version: 1, icon: "table", color: "#2563eb", owned: false } as const;
const grade = {
  id: "grade",
  type: "select",
  name: named("等级"),
  settings: { options: [{ key: "a", name: named("甲") }] },
};
const quote: EntityDocument = {
  ...base,
  id: "quote",
  name: named("报价"),
  titleField: "no",
  fields: [
    { id: "no", type: "text", name: named("单号"), unique: true },
    grade,
    { id: "lines", type: "sub-table", name: named("明细"), settings: { entity: "line" } },
  ],
};
const line: EntityDocument = {
  ...base,
  id: "line",
  name: named("明细行"),
  titleField: "product",
  parent: { entity: "quote", field: "lines" },
  fields: [{ id: "product", type: "text", name: named("产品") }, { ...grade }],
};
const bench = setUpImportBench([quote, line]);

test("options are added to the record's own field, never to it for a child row's field of the same name", async () => {
  const fields = ["no", "grade", "lines.product", "lines.grade"];
  const mapping = fields.map((field, column) => ({ column, field }));
  const rows = ["单号,等级,明细.产品,明细.等级", "A1,乙,泵,甲", "A2,甲,阀,丙"];
  const job = await bench.upload(await bench.file("quotes.csv", rows.join("\n")));
  const place = { sheet: 0, headerRow: 0 };
  const plan = { ...startPlan("quote", place, { mapping, keys: ["no"] }), createOptions: true };
  const checked = await bench.checked(job, plan);
  expect(checked.counts).toMatchObject({ create: 1, error: 1, made: [{ field: "grade", count: 1 }] });
  await bench.ran(checked, plan);
  const { settings } = bench.store.releases.current(APP).catalog.field("quote", "grade") ?? {};
  const options = Array.isArray(settings?.["options"]) ? settings["options"] : [];
  expect(options.map((option) => JSON.stringify(option)).join()).not.toContain("丙");
  expect(options).toHaveLength(2);
});
