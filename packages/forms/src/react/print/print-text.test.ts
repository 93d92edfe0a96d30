import { sameText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { printedText } from "../../model/print/printed-text.ts";
import type { PrintWords } from "../../model/print/printed-value.ts";
import { cssString, pageRule } from "./print-text.ts";

const entity: EntityDocument = {
  kind: "entity",
  id: "quote",
  version: 1,
  name: sameText("报价"),
  icon: "quote",
  color: "#000000",
  titleField: "no",
  owned: false,
  fields: [
    { id: "no", type: "text", name: sameText("编号") },
    { id: "mobile", type: "mobile", name: sameText("手机") },
  ],
};
const words: PrintWords = {
  entity,
  values: { no: `A"1\\</style>`, mobile: "138****5678" },
  context: { locale: "zh", timeZone: "Asia/Shanghai", label: () => undefined, find: () => undefined },
};

test("texts hold the values that the reader may see, masked ones as the mask leaves them", () => {
  const text = { zh: "{no} {mobile} {secret}", en: "x" };
  expect(printedText(text, words)).toBe(`A"1\\</style> 138****5678 —`);
});

test("no value can end the style sheet that it stands in", () => {
  expect(cssString(`"\\</a>\n`)).toBe(`"\\22 \\5c \\3c /a\\3e \\a "`);
  const rule = pageRule(
    "r0",
    {
      kind: "print",
      id: "p",
      version: 1,
      name: sameText("p"),
      entity: "quote",
      paper: "A5",
      landscape: true,
      margin: 10,
      header: sameText("{no}"),
      pageNumbers: true,
      blocks: [],
    },
    words,
  );
  expect(rule).toContain("size: A5 landscape; margin: 10mm;");
  expect(rule).toContain("counter(pages)");
  expect(rule).not.toContain("</style>");
});
