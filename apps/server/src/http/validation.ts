import type { ErrorDetail } from "@mortise/kit";
import type { FastifyInstance, FastifySchemaValidationError } from "fastify";
import { Type, type TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { Convert } from "typebox/value";

/** A schema that refuses keys nobody declared, so that a mistyped or made-up one cannot go unnoticed. */
export function strict(schema: TSchema): TSchema {
  return tightened(schema) as TSchema; // the same schema with more said about its objects
}

function tightened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tightened);
  if (typeof value !== "object" || value === null) return value;
  // Typebox marks its schemas with properties that are not enumerable; they have to come along.
  const copy: Record<string, unknown> = Object.create(null, Object.getOwnPropertyDescriptors(value));
  for (const [key, child] of Object.entries(value)) copy[key] = tightened(child);
  if (copy["type"] === "object" && "properties" in copy) copy["additionalProperties"] ??= false;
  return copy;
}

const anything = Type.Unknown();

/**
 * Bodies are checked as they are: `"1"` is no number and `[1]` neither. Only addresses, which are text by nature, are
 * converted first.
 */
export function checkInputExactly(server: FastifyInstance): void {
  server.setValidatorCompiler(({ schema, httpPart }) => {
    const declared = (schema as TSchema | undefined) ?? anything; // routes are declared with typebox
    const compiled = Compile(declared);
    return (given: unknown) => {
      // What fits as the text it is needs no conversion.
      const value = httpPart === "body" || compiled.Check(given) ? given : Convert(declared, given);
      return compiled.Check(value) ? { value } : { error: refusal(compiled.Errors(value)) };
    };
  });
}

/** What Fastify takes for a failed validation. */
function refusal(problems: readonly unknown[]): Error {
  return Object.assign(new TypeError("the input does not fit its schema"), { validation: problems });
}

const WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  required: { zh: "必填", en: "Required" },
  additionalProperties: {
    zh: "没有这个参数，请检查拼写",
    en: "There is no such parameter; check its spelling",
  },
  minLength: { zh: "太短，至少 {limit} 个字符", en: "Too short; at least {limit} characters" },
  maxLength: { zh: "太长，最多 {limit} 个字符", en: "Too long; at most {limit} characters" },
  minimum: { zh: "不能小于 {limit}", en: "Must not be below {limit}" },
  maximum: { zh: "不能大于 {limit}", en: "Must not be above {limit}" },
  format: { zh: "格式不正确", en: "Wrong format" },
  type: { zh: "类型应为 {type}", en: "Must be of type {type}" },
  minItems: { zh: "至少要有 {limit} 项", en: "At least {limit} needed" },
  maxItems: { zh: "最多 {limit} 项", en: "At most {limit} allowed" },
};
const OTHER = { zh: "内容不正确", en: "Not valid" };
/** Complaints that only repeat another one. */
const ECHOES = new Set(["boolean", "const", "anyOf"]);
const MAX_DETAILS = 20;

/** The validator's complaints as people read them, each with the place it is about. */
export function validationDetails(problems: readonly FastifySchemaValidationError[]): ErrorDetail[] {
  const telling = problems.filter((problem) => !ECHOES.has(problem.keyword));
  const details = (telling.length > 0 ? telling : problems).flatMap(detailsOf);
  return [...new Map(details.map((detail) => [detail.path, detail])).values()].slice(0, MAX_DETAILS);
}

function detailsOf({ keyword, instancePath, params }: FastifySchemaValidationError): ErrorDetail[] {
  const words = WORDS[keyword] ?? OTHER;
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_place, name: string) => wordOf(params[name]));
  const message = { zh: fill(words.zh), en: fill(words.en) };
  const names = namesIn(params);
  const base = instancePath.slice(1).replaceAll("/", ".");
  if (names.length === 0) return [{ path: base, message }];
  return names.map((name) => ({ path: base ? `${base}.${name}` : name, message }));
}

function wordOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The properties that a complaint is about; the two validators spell them differently. */
function namesIn(params: Readonly<Record<string, unknown>>): string[] {
  return ["missingProperty", "requiredProperties", "additionalProperty", "additionalProperties"]
    .flatMap((key) => params[key] ?? [])
    .filter((name) => typeof name === "string")
    .map((name) => name.slice(0, 100));
}
