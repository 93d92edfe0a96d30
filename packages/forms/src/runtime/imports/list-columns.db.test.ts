import { fieldType } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { writeWorkbook } from "@mortise/spreadsheet";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import { type ImportPlan, startPlan } from "../../model/import/import-plan.ts";

const partners: FieldDefinition = {
  id: "partners",
  type: "references",
  name: sameText("partners"),
  settings: { entity: "company", most: 3 },
};
const length: FieldDefinition = { id: "length", type: "duration", name: sameText("length"), settings: {} };
const anEntity = (id: string, fields: readonly FieldDefinition[] = []): EntityDocument => ({
  kind: "entity",
  id,
  version: 1,
  name: sameText(id),
  icon: "table",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields: [{ id: "name", type: "text", name: sameText("name"), required: true, unique: true }, ...fields],
});
const bench = setUpImportBench([anEntity("company"), anEntity("deal", [partners, length])]);

const PLAN: ImportPlan = {
  ...startPlan(
    "deal",
    { sheet: 0, headerRow: 0 },
    { mapping: ["name", "partners", "length"].map((field, column) => ({ column, field })), keys: ["name"] },
  ),
  duplicates: "overwrite",
};

let number = 0;
async function imported(...rows: readonly (readonly string[])[]) {
  number += 1;
  const path = await bench.file(`deals-${number}.xlsx`, "");
  const columns = ["name", "partners", "length"].map((header) => ({ title: header }));
  await writeWorkbook(path, [{ name: "deals", columns, rows: rows.map((cells) => [...cells]) }]);
  return bench.ran(await bench.upload(path), PLAN);
}

async function make(entity: string, ...names: readonly string[]): Promise<readonly string[]> {
  const rows = names.map((name) => ({ name }));
  const command = { type: "create", entity, rows } as const;
  const { results } = await bench.store.records.execute(admin, APP, [command], { type: "user" });
  return results[0]?.ids ?? [];
}

const dealOf = async (name: string) => (await bench.rows("deal")).find((row) => row["name"] === name);

test("several references and durations come back from a workbook as they were written, in both languages", async () => {
  const [a = "", b = "", c = ""] = await make("company", "甲公司", "Beta, Inc.", "丙；集团");
  const labels = new Map([
    [a, "甲公司"],
    [b, "Beta, Inc."],
    [c, "丙；集团"],
  ]);
  for (const locale of ["zh", "en"] as const) {
    const context = {
      locale,
      timeZone: "Asia/Shanghai",
      label: (id: string) => labels.get(id),
      find: () => undefined,
    };
    for (const [place, ids] of [[c, a], [a], [b], [c], [b, c, a]].entries()) {
      const shown = fieldType("references").toText(ids, partners, context);
      const lasted = fieldType("duration").toText("183600", length, context);
      const name = `${locale} ${place}`;
      const done = await imported([name, shown, lasted]);
      expect(done.counts).toMatchObject({ create: 1, error: 0 });
      expect(await dealOf(name)).toMatchObject({ partners: ids, length: "183600" });
    }
  }
});

test("a later import replaces the list, a blank cell keeps or clears it, and the order of the cell is kept", async () => {
  const [x = "", y = ""] = await make("company", "x", "y");
  await imported(["d", "x", ""]);
  await imported(["d", "y, x", ""]);
  expect(await dealOf("d")).toMatchObject({ partners: [y, x] });
  await imported(["d", "", ""]);
  expect(await dealOf("d")).toMatchObject({ partners: [y, x] });
  expect((await imported(["d", "x；x", ""])).counts).toMatchObject({ update: 1 });
  expect(await dealOf("d")).toMatchObject({ partners: [x] });
});

test("unknown and ambiguous names, and lists that are too long, are told by row", async () => {
  await make("company", "k1", "k2", "k3", "k4");
  const done = await imported(
    ["unknown", "k1、nobody", ""],
    ["too many", "k1、k2、k3、k4", ""],
    ["no duration", "k1", "for ever"],
    ["fine", "k1，k2，k3", "90 min"],
  );
  expect(done.counts).toMatchObject({ create: 1, error: 3 });
  expect(done.errors.map(({ row, column }) => [row, column])).toEqual([
    [2, "partners"],
    [3, "partners"],
    [4, "length"],
  ]);
});
