import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newId, sameText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { Accounts } from "@mortise/store";
import { type FileToPack, packedFiles } from "@mortise/testing";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import { type ImportPlan, startPlan } from "../../model/import/import-plan.ts";

const named = (id: string, type: string, more: object = {}) => ({ id, type, name: sameText(id), ...more });
const contract: EntityDocument = {
  kind: "entity",
  id: "contract",
  version: 1,
  name: sameText("contract"),
  icon: "table",
  color: "#2563eb",
  titleField: "name",
  owned: true,
  fields: [
    named("name", "text", { required: true, unique: true }),
    named("papers", "attachment", { settings: { maxCount: 2, maxSize: 1, extensions: "pdf, docx" } }),
    named("photo", "image"),
  ],
};
const bench = setUpImportBench([contract]);
const mapping = ["name", "papers", "photo"].map((field, column) => ({ column, field }));
const plan = (changes: Partial<ImportPlan> = {}): ImportPlan => ({
  ...startPlan("contract", { sheet: 0, headerRow: 0 }, { mapping, keys: ["name"] }),
  ...changes,
});

let number = 0;
async function upload(rows: readonly string[], files?: readonly FileToPack[]) {
  number += 1;
  const job = await bench.upload(
    await bench.file(`c${number}.csv`, ["name,papers,photo", ...rows].join("\n")),
  );
  return files ? bench.imports.addFiles(admin, { app: APP, id: job.id }, await zipOf(files)) : job;
}

async function zipOf(files: readonly FileToPack[]) {
  const path = join(bench.folder, `附件${number}.zip`);
  await writeFile(path, packedFiles(files));
  return { path, name: `附件${number}.zip`, type: "application/zip", size: (await stat(path)).size };
}

async function kept(): Promise<number> {
  const folders = await readdir(join(bench.folder, "files")).catch(() => []);
  const lists = await Promise.all(folders.map((one) => readdir(join(bench.folder, "files", one))));
  return lists.flat().length;
}

const FILES: readonly FileToPack[] = [
  { name: "合同/甲.pdf", content: "甲方合同" },
  { name: "合同/补充, 二.docx", content: "补充" },
  { name: "照片/甲.png", content: "png" },
  { name: "太大.pdf", content: Buffer.alloc(1_100_000) },
  { name: "不对.exe", content: "x" },
];

test("files come with their rows; what is missing or does not fit is told before, and undo takes them back", async () => {
  const before = await kept();
  const rows = [
    'A1,"甲.pdf，合同/补充, 二.docx",照片/甲.png',
    "A2,没有.pdf,",
    "A3,太大.pdf,",
    "A4,不对.exe,",
    "A5,,甲.pdf",
    "A6,,",
  ];
  const job = await upload(rows, FILES);
  expect(job.files).toMatchObject({ count: 5 });
  const suggested = await bench.imports.suggest(admin, APP, job.id, {
    entity: "contract",
    sheet: 0,
    headerRow: 0,
  });
  expect(suggested.mapping.map(({ field }) => field)).toEqual(["name", "papers", "photo"]);
  const checked = await bench.checked(job, plan());
  expect(checked.counts).toMatchObject({ create: 2, error: 4 });
  expect(checked.errors.map(({ row, message }) => [row, message.zh])).toEqual([
    [3, "压缩包里没有“没有.pdf”"],
    [4, "文件“太大.pdf”超过 1 MB"],
    [5, "“不对.exe”不能上传，只接受 pdf、docx 文件"],
    [6, "“甲.pdf”不是图片，只接受图片文件"],
  ]);
  expect(await kept()).toBe(before);

  const done = await bench.ran(checked, plan({ onError: { file: "cell" } }));
  expect(done).toMatchObject({ status: "done", counts: { create: 6, error: 0, cells: 4 } });
  const [first] = (await bench.rows("contract")).filter(({ name }) => name === "A1");
  const papers = (first?.["papers"] ?? []) as readonly { id: string; name: string; size: number }[];
  expect(papers.map(({ name }) => name)).toEqual(["甲.pdf", "补充, 二.docx"]);
  const stored = await bench.files.find(papers[0]?.id ?? "");
  expect(await readFile(stored?.path ?? "", "utf8")).toBe("甲方合同");
  expect(await kept()).toBe(before + 3);
  expect(await readdir(join(bench.folder, "imports"))).not.toContain(`${job.id}.zip`);

  await bench.imports.undo(admin, APP, job.id);
  await bench.imports.settled();
  expect((await bench.rows("contract")).filter(({ name }) => String(name).startsWith("A"))).toEqual([]);
});

test("undo gives records back the files they had, and files of refused rows are not kept", async () => {
  const before = await kept();
  const first = await upload(["B1,甲.pdf,"], FILES);
  await bench.ran(first, plan());
  const rows = ['B1,"补充, 二",', "B1b,坏.pdf,", "B1c,甲.pdf,"];
  const second = await upload(rows, [...FILES, { name: "坏.pdf", content: "abc", claims: 10 }]);
  const done = await bench.ran(second, plan({ duplicates: "overwrite" }));
  expect(done.counts).toMatchObject({ create: 1, update: 1, error: 1 });
  expect(done.errors[0]?.message.zh).toContain("无法解压");
  const papersOf = async (name: string) =>
    (await bench.rows("contract"))
      .filter((row) => row["name"] === name)
      .flatMap(
        ({ papers }) => (papers as readonly { name: string }[] | null)?.map((file) => file.name) ?? [],
      );
  expect(await papersOf("B1")).toEqual(["补充, 二.docx"]);
  await bench.imports.undo(admin, APP, second.id);
  await bench.imports.settled();
  expect([await papersOf("B1"), await papersOf("B1c")]).toEqual([["甲.pdf"], []]);
  expect(await kept()).toBe(before + 3);
});

test("without an archive a column of files is left out by itself, and says what is wanted when it is not", async () => {
  const job = await upload(["C1,甲.pdf,"]);
  const place = { entity: "contract", sheet: 0, headerRow: 0 };
  const { mapping: guess } = await bench.imports.suggest(admin, APP, job.id, place);
  expect(guess.map(({ field }) => field)).toEqual(["name", null, null]);
  const checked = await bench.checked(job, plan());
  expect(checked.errors[0]?.message.en).toContain("pack them into a .zip");
  const withFiles = await bench.imports.addFiles(admin, { app: APP, id: job.id }, await zipOf(FILES));
  expect((await bench.checked(withFiles, plan())).counts).toMatchObject({ create: 1, error: 0 });
  expect((await bench.imports.removeFiles(admin, { app: APP, id: job.id })).files).toBeUndefined();
  expect((await bench.checked(withFiles, plan())).counts).toMatchObject({ create: 0, error: 1 });
});

test("owners: what the file says, one person for all new records, or nobody for rules to choose", async () => {
  const other = await new Accounts(bench.store.db, bench.clock).create({
    name: "王芳",
    email: "wang@example.com",
  });
  const owners = async (prefix: string) =>
    (await bench.rows("contract"))
      .filter(({ name }) => String(name).startsWith(prefix))
      .map(({ name, owner }) => [String(name), owner] as const)
      .toSorted(([a], [b]) => a.localeCompare(b));
  const withOwners = (changes: Partial<ImportPlan>) =>
    plan({
      mapping: [...mapping.slice(0, 1), { column: 1, field: "owner" }],
      duplicates: "overwrite",
      ...changes,
    });
  const ran = async (prefix: string, owner: NonNullable<ImportPlan["owner"]>) => {
    const job = await upload([`${prefix}1,王芳,`, `${prefix}2,,`]);
    const { counts } = await bench.ran(job, withOwners({ owner }));
    expect(counts).toMatchObject({ error: 0 });
    return owners(prefix);
  };
  expect(await ran("D", "keep")).toEqual([
    ["D1", other],
    ["D2", null],
  ]);
  expect(await ran("E", "rules")).toEqual([
    ["E1", null],
    ["E2", null],
  ]);
  expect(await ran("F", { user: admin.userId ?? "" })).toEqual([
    ["F1", admin.userId],
    ["F2", admin.userId],
  ]);
  expect(await ran("D", { user: admin.userId ?? "" })).toEqual([
    ["D1", other],
    ["D2", null],
  ]);
  const job = await upload(["G1,,"]);
  await expect(
    bench.imports.check(admin, APP, job.id, plan({ owner: { user: newId() } })),
  ).rejects.toMatchObject({
    code: "FORM_IMPORT_PLAN_INVALID",
    details: [{ path: "owner" }],
  });
});
