import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { richTextField } from "./index.ts";

const field = exampleField(richTextField);
const parse = (html: unknown) => richTextField.parse(html, field);

test.each([
  ["<p>a<script>alert(1)</script></p>", "<p>a</p>"],
  ['<p onclick="x()" style="color:red">a</p>', "<p>a</p>"],
  ['<a href="javascript:alert(1)">a</a>', "<p><a>a</a></p>"],
  ["<img src=x onerror=alert(1)>a", "<p>a</p>"],
  ["<iframe src=https://evil.example></iframe><p>a</p>", "<p>a</p>"],
  ["<svg><a xlink:href='javascript:1'>a</a></svg>", "<p><a>a</a></p>"],
  ["<div><b>a</b></div>", "<p><strong>a</strong></p>"],
  ["<math><mi//xlink:href='data:x,<script>1</script>'>a", "<p>a</p>"],
])("makes %s harmless", (html, clean) => {
  const made = parse(html);
  expect(made.ok && String(made.value).replace(/ target="_blank" rel="[^"]*"/g, "")).toBe(
    clean.replace(/ target="_blank" rel="[^"]*"/g, ""),
  );
  expect(made.ok && parse(made.value)).toEqual(made);
});

test("what holds no text is empty", () => {
  for (const html of ["<p></p>", "<p><br></p>", "<img src=x>", "<p>&nbsp;</p>"])
    expect(parse(html)).toEqual({ ok: true, value: null });
});

test("lists, exports and searches see the text only", () => {
  const html = "<h2>方案</h2><ul><li><p>甲 &lt; 乙</p></li><li>丙</li></ul><p>第一行<br>第二行</p>";
  expect(richTextField.toText(html, field, fieldContext())).toBe("方案\n- 甲 < 乙\n- 丙\n第一行\n第二行");
});

test("plain text becomes paragraphs, its signs staying signs", () => {
  expect(richTextField.fromText("a < b\n\n<b>c</b>", field, fieldContext())).toEqual({
    ok: true,
    value: "<p>a &lt; b</p><p>&lt;b&gt;c&lt;/b&gt;</p>",
  });
});

test("counts letters, not markup", () => {
  const short = exampleField(richTextField, { settings: { maxLength: 3 } });
  expect(richTextField.parse("<p><strong>abc</strong></p>", short).ok).toBe(true);
  expect(richTextField.parse("<p>abcd</p>", short)).toMatchObject({
    error: { zh: "最多 3 个字，现在是 4 个" },
  });
});
