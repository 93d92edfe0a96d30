import { sameText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import { type ImportPlan, startPlan } from "../../model/import/import-plan.ts";

const member: EntityDocument = {
  kind: "entity",
  id: "member",
  version: 1,
  name: sameText("member"),
  icon: "table",
  color: "#2563eb",
  titleField: "code",
  owned: false,
  fields: [
    { id: "code", type: "text", name: sameText("code") },
    { id: "points", type: "number", name: sameText("points") },
    { id: "no", type: "auto-number", name: sameText("no"), unique: true },
  ],
};
const bench = setUpImportBench([member]);

test("rows are recognised by the number of the record, which is never written", async () => {
  const members = async () => new Map((await bench.rows("member")).map((row) => [row["no"], row["points"]]));
  await bench.store.records.execute(
    admin,
    APP,
    [
      {
        type: "create",
        entity: "member",
        rows: [
          { code: "n-1", points: "1" },
          { code: "n-2", points: "2" },
        ],
      },
    ],
    { type: "user" },
  );
  const before = await members();
  const [known] = [...before].find(([, points]) => points === "2") ?? [];
  const mapping = ["no", "code", "points"].map((id, column) => ({ column, field: id }));
  const byNumber: ImportPlan = {
    ...startPlan("member", { sheet: 0, headerRow: 0 }, { mapping, keys: ["no"] }),
    duplicates: "overwrite",
  };
  const text = ["no,code,points", `${String(known)},n-2,20`, "200001010001,n-3,30", ",n-4,40"].join("\n");
  const job = await bench.upload(await bench.file("numbers.csv", text));
  const checked = await bench.checked(job, byNumber);
  expect(checked.counts).toMatchObject({ create: 2, update: 1, error: 0 });
  expect((await bench.ran(checked, byNumber)).counts).toEqual(checked.counts);
  const after = await members();
  expect(after.get(known)).toBe("20");
  expect(after.size).toBe(before.size + 2);
  expect(after.has("200001010001")).toBe(false);

  // Not a key, the column is left out.
  const again = await bench.upload(await bench.file("numbers-2.csv", ["no,code", "x,n-5"].join("\n")));
  const plain = { ...byNumber, mapping: mapping.slice(0, 2), keys: [] };
  expect((await bench.ran(await bench.checked(again, plain), plain)).counts).toMatchObject({ create: 1 });
  expect((await members()).size).toBe(before.size + 3);
});
