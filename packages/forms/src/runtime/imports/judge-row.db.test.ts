import { sameText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { setUpImportBench } from "../../fixtures/import-bench.ts";
import { startPlan } from "../../model/import/import-plan.ts";

const field = (id: string, type: string, more: object = {}) => ({ id, type, name: sameText(id), ...more });
const options = (...keys: string[]) => ({ options: keys.map((key) => ({ key, name: sameText(key) })) });

const shop: EntityDocument = {
  kind: "entity",
  version: 1,
  icon: "table",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  id: "shop",
  name: sameText("shop"),
  fields: [
    field("name", "text", { required: true }),
    field("kind", "select", { settings: options("street", "online") }),
    field("address", "text", { required: true }),
    field("area", "number"),
  ],
  rules: [
    {
      id: "web",
      when: { "==": [{ var: "kind" }, "online"] },
      actions: [{ type: "hide", fields: ["address"] }],
    },
    {
      id: "big",
      when: { "==": [{ var: "kind" }, "street"] },
      actions: [{ type: "require", fields: ["area"] }],
    },
    {
      id: "low",
      when: { "<": [{ var: "area" }, 0] },
      actions: [{ type: "refuse", field: "area", message: { zh: "面积不能为负", en: "Not below zero" } }],
    },
  ],
};
const bench = setUpImportBench([shop]);

test("form rules hold for rows of a file, and a check foretells what they refuse", async () => {
  const lines = [
    "name,kind,address,area",
    "网店,online,,",
    "街店,street,经十路,",
    "负店,street,泉城路,-5",
    "好店,street,文化路,80",
  ];
  const job = await bench.upload(await bench.file("shops.csv", lines.join("\n")));
  const mapping = ["name", "kind", "address", "area"].map((id, column) => ({ column, field: id }));
  const shops = startPlan("shop", { sheet: 0, headerRow: 0 }, { mapping, keys: [] });
  const checked = await bench.checked(job, shops);
  expect(checked.counts).toMatchObject({ total: 4, create: 2, error: 2 });
  expect(checked.errors.map(({ row, column }) => [row, column])).toEqual([
    [3, "area"],
    [4, "area"],
  ]);
  const done = await bench.ran(checked, shops);
  expect(done.counts).toEqual(checked.counts);
  expect((await bench.rows("shop")).map(({ name }) => name)).toEqual(["好店", "网店"]);
});
