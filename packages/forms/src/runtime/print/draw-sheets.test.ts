import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import type { PrintPart } from "../../model/print/print-parts.ts";
import { drawSheets } from "./draw-sheets.ts";
import type { PrintJob } from "./print-job.ts";
import { printInThread } from "./print-worker.ts";

function jobOf(parts: readonly PrintPart[], more: Partial<PrintJob["paper"]> = {}): PrintJob {
  return {
    paper: { paper: "A4", margin: 15, pageNumbers: true, ...more },
    title: "报价单",
    sheets: [{ header: "榫卯科技有限公司", footer: "第一联 客户", parts }],
    pictures: new Map(),
  };
}

async function textOf(job: PrintJob): Promise<readonly string[]> {
  const answer = await drawSheets(job);
  if (answer.kind !== "done") throw new TypeError(answer.kind);
  return await textIn(answer.pdf);
}

async function textIn(pdf: Uint8Array): Promise<readonly string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false });
  return text.map((page) => page.replaceAll(/\s+/g, " "));
}

test("what is printed is there as text: headings, masked values, amounts, rare characters", async () => {
  const [page = ""] = await textOf(
    jobOf([
      { kind: "heading", text: "报价单 Quotation", align: "center" },
      {
        kind: "fields",
        columns: 2,
        lines: [
          { name: "客户", value: "青岛龘鑫啤酒有限公司" },
          { name: "手机", value: "138****5678" },
          { name: "金额", value: "¥64,500.00" },
        ],
      },
      {
        kind: "table",
        columns: [
          { name: "产品", isNumber: false },
          { name: "数量", isNumber: true },
        ],
        rows: [["灌装机", "2"]],
      },
      { kind: "qr", text: "https://crm.example.com/a/crm/e/quote/1", align: "end" },
      { kind: "sign", text: "签字", align: "start" },
    ]),
  );
  for (const said of [
    "报价单 Quotation",
    "青岛龘鑫啤酒有限公司",
    "138****5678",
    "¥64,500.00",
    "灌装机",
    "签字",
    "榫卯科技有限公司",
    "第一联 客户",
    "1 / 1",
  ])
    expect(page).toContain(said);
});

test("long tables go on with their heads on further pages, which are counted", async () => {
  const rows = Array.from({ length: 90 }, (_unused, index) => [`产品${index + 1}`, String(index)]);
  const columns = [
    { name: "品名", isNumber: false },
    { name: "数量", isNumber: true },
  ];
  const pages = await textOf(jobOf([{ kind: "table", columns, rows }]));
  expect(pages.length).toBeGreaterThan(2);
  for (const [index, page] of pages.entries()) {
    expect(page).toContain("品名");
    expect(page).toContain(`${index + 1} / ${pages.length}`);
  }
  expect(pages.join(" ")).toContain("产品90");
});

test("long texts break within the page; what no font has is a box; a break begins a page", async () => {
  const long = "这是一段很长的说明文字，".repeat(60);
  const pages = await textOf(
    jobOf(
      [
        { kind: "text", text: long, align: "start" },
        { kind: "break" },
        { kind: "text", text: "末页 \u{10FFFD}", align: "start" },
      ],
      { paper: "A6" },
    ),
  );
  const whole = pages.join("").replaceAll(/\s/g, "");
  expect(whole.split("这是一段很长的说明文字").length - 1).toBe(60);
  expect(pages.at(-1)).toContain("末页 □");
});

test("a document beyond all measure is refused", async () => {
  const parts = Array.from({ length: 1100 }, (): PrintPart => ({ kind: "break" }));
  expect(await drawSheets(jobOf(parts))).toEqual({ kind: "too-many-pages" });
});

test("a damaged picture is named, wherever the damage is", async () => {
  const file = { id: "p", name: "现场照片.png", type: "image/png", size: 64 };
  const job = (content: Buffer): PrintJob => ({
    ...jobOf([
      { kind: "text", text: "前文", align: "start" },
      { kind: "pictures", files: [file], align: "start" },
    ]),
    pictures: new Map([["p", content]]),
  });
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, "latin1"), data, Buffer.alloc(4)]);
  };
  // 4 × 4 pixels with transparency, of which the packed part is nonsense.
  const inside = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", Buffer.from([0, 0, 0, 4, 0, 0, 0, 4, 8, 6, 0, 0, 0])),
    chunk("IDAT", Buffer.from("this is not deflated")),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  for (const content of [Buffer.from("no picture at all"), inside]) {
    const [page = ""] = await textIn(await printInThread(job(content)));
    expect(page).toContain("前文");
    expect(page).toContain("现场照片.png");
  }
});
