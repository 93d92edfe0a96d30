import { text } from "node:stream/consumers";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { type CsvContent, writeCsv } from "./write-csv.ts";

async function written(content: CsvContent): Promise<string> {
  const sink = new PassThrough();
  const [result] = await Promise.all([text(sink), writeCsv(sink, content)]);
  // `text` drops the byte-order mark, so it is checked by its own test.
  return result;
}

test("opens with a byte-order mark so that Excel reads Chinese", async () => {
  const sink = new PassThrough();
  await writeCsv(sink, { rows: [["中"]] });
  expect(sink.read()).toEqual(Buffer.from("\uFEFF中\r\n"));
});

test("quotes what needs quotes and leaves the rest plain", async () => {
  const rows = [
    ["a,b", 'say "hi"', "two\nlines", " padded", null, 12.5, true, { date: "2024-05-01T08:00:00" }],
  ];
  expect(await written({ columns: ["x"], rows })).toBe(
    'x\r\n"a,b","say ""hi""","two\nlines"," padded",,12.5,TRUE,2024-05-01 08:00:00\r\n',
  );
});

test("takes the power from texts that a spreadsheet would run, but not from numbers", async () => {
  const rows = [["=1+1", "@cmd", "+8613800000000", "-5", -5, "-x"]];
  expect(await written({ rows })).toBe("'=1+1,'@cmd,+8613800000000,-5,-5,'-x\r\n");
  expect(await written({ rows, protectFormulas: false })).toBe("=1+1,@cmd,+8613800000000,-5,-5,-x\r\n");
});
