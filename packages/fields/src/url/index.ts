import { fail, ok, type Result } from "@mortise/kit";
import { defineField } from "../field-type.ts";
import { cleanLine, isEmptyInput } from "../text-cleaning.ts";

const LONGEST = 2000;

/** A web address that starts with http or https. */
export const urlField = defineField({
  id: "url",
  name: { zh: "网址", en: "Web address" },
  description: { zh: "官网、落地页等链接，点击打开", en: "A link; click to open" },
  named: /(网址|链接|网站|官网|主页)$|\b(url|link|website|web site|homepage)$/i,
  group: "text",
  icon: "url",
  width: 200,
  settings: [],
  example: { settings: {}, values: ["https://example.com/a?b=1"] },
  aggregates: ["count", "countDistinct"],
  searchable: true,
  sortable: true,
  canBeUnique: true,
  kind: () => "text",
  column: () => ({ type: "text" }),
  parse: (input) => readUrl(input),
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (text) => readUrl(text),
  guess: (samples) => {
    const fitting = samples.filter(
      (sample) => /^(?:https?:\/\/|www\.)/i.test(sample.trim()) && readUrl(sample).ok,
    );
    return samples.length > 0 && fitting.length / samples.length >= 0.8 ? 0.96 : 0;
  },
  jsonSchema: () => ({ type: "string", format: "uri", maxLength: LONGEST }),
  publicInput: () => ({ kind: "input", type: "url", inputMode: "url", reads: "text", maxLength: LONGEST }),
});

function readUrl(input: unknown): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  const refuse = fail(
    "请填写网址，例如 https://example.com",
    "Enter a web address such as https://example.com",
  );
  if (typeof input !== "string") return refuse;
  const text = cleanLine(input);
  if (text === "") return ok(null);
  if (/\s/.test(text) || text.length > LONGEST) return refuse;
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text);
  const address = hasScheme ? text : `https://${text.replace(/^\/\//, "")}`;
  if (!URL.canParse(address)) return refuse;
  const { protocol, hostname } = new URL(address);
  const isWeb = protocol === "http:" || protocol === "https:";
  const isHost = hostname === "localhost" || hostname.startsWith("[") || hostname.includes(".");
  return isWeb && isHost && address.length <= LONGEST ? ok(address) : refuse;
}
