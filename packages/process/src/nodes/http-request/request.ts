import type { Json } from "@mortise/kit";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import type { HttpBody, HttpItem, HttpPart, HttpRequest } from "../../outgoing/http/http-request.ts";
import { fillSlots, namesIn } from "./slots.ts";

/** Longest time that an answer is waited for, in seconds. */
export const LONGEST_TIMEOUT = 120;
const DEFAULT_TIMEOUT = 30;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** The request that the settings make of the record and of what earlier steps have left. */
export function requestOf(context: StepContext): HttpRequest {
  const { settings } = context;
  const method = settings.text("method") ?? "GET";
  const success = settings.group("success");
  const path = success.text("path");
  return {
    method,
    address: fillSlots(context, (settings.text("address") ?? "").trim(), encodeURIComponent),
    query: partsOf(context, settings.items("query")),
    headers: partsOf(context, settings.items("headers")),
    body: method === "GET" ? { type: "none" } : bodyOf(context),
    timeoutSeconds: Math.min(LONGEST_TIMEOUT, settings.number("timeout") ?? DEFAULT_TIMEOUT),
    ...(path === undefined ? {} : { success: { path, value: success.text("value") ?? "" } }),
  };
}

function partsOf(context: StepContext, rows: readonly Settings[]): readonly HttpPart[] {
  return rows.map((row) => partOf(context, row));
}

function partOf(context: StepContext, row: Settings): HttpPart {
  const [name, secret] = [row.text("name") ?? "", row.text("secret")];
  if (secret !== undefined) return { name, secret };
  return { name, text: fillSlots(context, row.text("text") ?? "") };
}

function bodyOf(context: StepContext): HttpBody {
  const { settings } = context;
  const type = settings.text("bodyType") ?? "none";
  if (type === "form") return { type, parts: partsOf(context, settings.items("form")) };
  if (type === "json") return { type, items: settings.items("json").map((item) => itemOf(context, item)) };
  if (type !== "raw") return { type: "none" };
  const contentType = settings.text("contentType") ?? "application/json";
  // In JSON a value stands inside of quotes that the builder has written.
  const encode = /json/i.test(contentType) ? insideQuotes : undefined;
  return { type, text: fillSlots(context, settings.text("raw") ?? "", encode), contentType };
}

function insideQuotes(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** Kinds of values in a body, as the editor offers them. */
const ITEMS: Readonly<Record<string, (context: StepContext, item: Settings, name: string) => HttpItem>> = {
  number: (context, item, name) => {
    const written = fillSlots(context, item.text("text") ?? "").trim();
    return NUMBER.test(written) ? { name, number: written } : { name, json: null };
  },
  flag: (_context, item, name) => ({ name, json: item.flag("flag") }),
  field: (context, item, name) => fieldItem(context, item.text("field") ?? "", name),
  shown: (context, item, name) => {
    const field = item.text("field") ?? "";
    const isEmpty = context.value(field) === null;
    return isEmpty ? { name, json: null } : { name, text: context.display(field).zh };
  },
  group: (context, item, name) => ({ name, items: item.items("items").map((one) => itemOf(context, one)) }),
  list: (context, item, name) => ({ name, list: item.items("items").map((one) => itemOf(context, one)) }),
};

function itemOf(context: StepContext, item: Settings): HttpItem {
  const type = item.text("type") ?? "text";
  const make = Object.hasOwn(ITEMS, type) ? ITEMS[type] : undefined;
  return make ? make(context, item, item.text("name") ?? "") : partOf(context, item);
}

/** A value as it is: a number as a number, a list as a list. */
function fieldItem(context: StepContext, field: string, name: string): HttpItem {
  const value = context.value(field);
  const kind = context.kindOf(field);
  if ((kind === "number" || kind === "duration") && typeof value === "string" && NUMBER.test(value))
    return { name, number: value };
  // Values are JSON.
  return { name, json: value as Json };
}

/** Every name that the request takes a value from. */
export function namesUsed(settings: Settings): readonly string[] {
  const ofRow = (row: Settings): readonly string[] => [
    ...namesIn(row.text("text") ?? ""),
    ...(row.text("field") === undefined ? [] : [row.text("field") ?? ""]),
    ...row.items("items").flatMap(ofRow),
  ];
  const rows = [...settings.items("query"), ...settings.items("headers"), ...bodyRows(settings)];
  const raw = settings.text("bodyType") === "raw" ? namesIn(settings.text("raw") ?? "") : [];
  return [...new Set([...namesIn(settings.text("address") ?? ""), ...rows.flatMap(ofRow), ...raw])];
}

function bodyRows(settings: Settings): readonly Settings[] {
  const type = settings.text("bodyType");
  return type === "form" || type === "json" ? settings.items(type) : [];
}
