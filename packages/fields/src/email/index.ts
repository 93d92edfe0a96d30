import { fail, ok, type Result } from "@mortise/kit";
import { defineField } from "../field-type.ts";
import { isEmptyInput, narrowText } from "../text-cleaning.ts";

const ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+)*@(?:[a-z0-9\u0080-\uffff](?:[a-z0-9\u0080-\uffff-]{0,61}[a-z0-9\u0080-\uffff])?\.)+[a-z\u0080-\uffff][a-z0-9\u0080-\uffff-]{0,61}[a-z\u0080-\uffff0-9]$/;

/** An e-mail address, in lower case. */
export const emailField = defineField({
  id: "email",
  name: { zh: "邮箱", en: "E-mail" },
  description: { zh: "电子邮箱地址，点击可写信", en: "An e-mail address; click to write" },
  named: /(邮箱|邮件地址|电子邮件|邮箱地址)$|\be-?mail( address)?$/i,
  group: "text",
  icon: "email",
  width: 190,
  settings: [],
  example: { settings: {}, values: ["zhang.wei@example.com"] },
  aggregates: ["count", "countDistinct"],
  searchable: true,
  sortable: true,
  canBeUnique: true,
  mask: { start: 2, end: 0 },
  maskable: (text) => {
    const at = text.lastIndexOf("@");
    return { prefix: "", body: text.slice(0, at), suffix: text.slice(at) };
  },
  kind: () => "text",
  column: () => ({ type: "text" }),
  parse: (input) => readEmail(input),
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (text) => readEmail(text),
  guess: (samples) => {
    const fitting = samples.filter((sample) => {
      const read = readEmail(sample);
      return read.ok && read.value !== null;
    }).length;
    return samples.length > 0 && fitting / samples.length >= 0.8 ? 0.97 : 0;
  },
  jsonSchema: () => ({ type: "string", format: "email" }),
  publicInput: () => ({ kind: "input", type: "email", inputMode: "email", reads: "text", maxLength: 254 }),
});

function readEmail(input: unknown): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  const refuse = fail(
    "请填写正确的邮箱地址，例如 name@example.com",
    "Enter an e-mail address such as name@example.com",
  );
  if (typeof input !== "string" || input.length > 400) return refuse;
  const text = narrowText(input)
    .replace(/^(?:mailto:)/i, "")
    .replace(/^.*<([^<>]+)>$/, "$1")
    .toLowerCase();
  if (text === "") return ok(null);
  return text.length <= 254 && text.indexOf("@") <= 64 && ADDRESS.test(text) ? ok(text) : refuse;
}
