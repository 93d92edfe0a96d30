import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@mortise/kit";
import { openFileArchive } from "@mortise/spreadsheet";
import { type FileToPack, packedFiles } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ImportFiles } from "./import-files.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mortise-packed-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function packed(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const open = async (...files: readonly FileToPack[]) =>
  ImportFiles.open(await packed("a.zip", packedFiles(files)), "a.zip");

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

test("files are found by name, by folder and name, and without extension; the same name in two folders is told", async () => {
  const files = await open(
    { name: "附件/合同/甲.pdf", content: "1" },
    { name: "附件/报价/甲.pdf", content: "2" },
    { name: "Photos\\Front.JPG", content: "3" },
    { name: "__MACOSX/._甲.pdf", content: "4" },
    { name: "link", content: "/etc/passwd", isLink: true },
  );
  expect(files.find("甲.pdf")).toBe("several");
  expect(files.find("合同/甲.pdf")).toMatchObject({ name: "甲.pdf", type: "application/pdf", size: 1 });
  expect(files.find("附件\\报价\\甲.PDF")).toMatchObject({ name: "甲.pdf" });
  expect(files.find(" front ")).toMatchObject({ name: "Front.JPG", type: "image/jpeg" });
  expect(["乙.pdf", "link", "._甲.pdf", "", "../../etc/passwd"].map((name) => files.find(name))).toEqual(
    Array.from({ length: 5 }),
  );
  expect(files.summary("a.zip")).toEqual({ name: "a.zip", count: 3, size: 3 });
  await files.close();
});

test("names from Chinese Windows are read; a way out of the folder is only a name", async () => {
  const files = await open(
    { name: Buffer.from([0xba, 0xcf, 0xcd, 0xac, 0x2e, 0x70, 0x64, 0x66]), content: "1" },
    { name: "../../evil.sh", content: "2" },
    { name: "/etc/cron.d/evil", content: "3" },
  );
  expect(files.find("合同.pdf")).toMatchObject({ name: "合同.pdf" });
  expect(files.find("evil.sh")).toMatchObject({ name: "evil.sh" });
  expect(files.find("evil")).toMatchObject({ name: "evil" });
  await files.close();
});

test("what is no archive, locked, cut off or made to burst is refused with a reason", async () => {
  const one = { name: "a.bin", content: Buffer.alloc(1000) };
  const refused = async (bytes: Buffer) =>
    codeOf(ImportFiles.open(await packed("bad.zip", bytes), "bad.zip"));
  const whole = packedFiles([one, { name: "b.bin", content: "b" }]);
  expect(await refused(Buffer.from("not a zip"))).toBe("FORM_IMPORT_FILES_UNREADABLE");
  expect(await refused(packedFiles([]))).toBe("FORM_IMPORT_FILES_UNREADABLE");
  expect(await refused(whole.subarray(0, 200))).toBe("FORM_IMPORT_FILES_UNREADABLE");
  expect(await refused(packedFiles([{ ...one, isEncrypted: true }]))).toBe("FORM_IMPORT_FILES_ENCRYPTED");
  const claims = 3_000_000_000;
  expect(
    await refused(
      packedFiles([
        { ...one, claims },
        { name: "c", content: "", claims },
      ]),
    ),
  ).toBe("FORM_IMPORT_FILES_TOO_LARGE");
  const big = Buffer.alloc(200_000, "x").fill("0123456789abcdef");
  const shared = Array.from({ length: 400 }, (_none, index) => ({
    name: `${index}.bin`,
    content: big,
    sharesContent: index > 0,
  }));
  expect(await refused(packedFiles(shared))).toBe("FORM_IMPORT_FILES_UNREADABLE");
});

test("a file that unpacks to more or less than it claims ends as soon as that shows", async () => {
  const bomb = packedFiles([
    { name: "more", content: Buffer.alloc(50_000_000), claims: 10 },
    { name: "less", content: "abc", claims: 10 },
  ]);
  const archive = await openFileArchive(await packed("bomb.zip", bomb));
  const read = async (index: number) => {
    let size = 0;
    const file = archive.files[index];
    if (file) for await (const piece of archive.read(file)) size += piece.length;
    return size;
  };
  expect(await codeOf(read(0))).toBe("SHEET_TOO_LARGE");
  expect(await codeOf(read(1))).toBe("SHEET_DAMAGED");
  await archive.close();
});
