import type { Json, JsonObject } from "@mortise/kit";
import type { Settings } from "../../model/settings.ts";

/** A name with what it holds: a text, or a secret that is put in when the request leaves. */
export type HttpPart =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly secret: string };

/** One value of a body in JSON; in lists the name is empty. */
export type HttpItem =
  | HttpPart
  /** A number as it is written, so that none of its digits is lost. */
  | { readonly name: string; readonly number: string }
  | { readonly name: string; readonly json: Json }
  | { readonly name: string; readonly items: readonly HttpItem[] }
  | { readonly name: string; readonly list: readonly HttpItem[] };

/** What a request holds besides its address. */
export type HttpBody =
  | { readonly type: "none" }
  | { readonly type: "form"; readonly parts: readonly HttpPart[] }
  | { readonly type: "json"; readonly items: readonly HttpItem[] }
  | { readonly type: "raw"; readonly text: string; readonly contentType: string };

/** A request to another system, as the outbox keeps it: without the secrets that go with it. */
export interface HttpRequest {
  readonly method: string;
  readonly address: string;
  readonly query: readonly HttpPart[];
  readonly headers: readonly HttpPart[];
  readonly body: HttpBody;
  readonly timeoutSeconds: number;
  /** The answer counts as success only when the value at this place of it reads so. */
  readonly success?: { readonly path: string; readonly value: string };
}

/** A request as it leaves. */
export interface RenderedRequest {
  readonly url: URL;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** Secrets that a request names. */
export function secretsOf({ query, headers, body }: HttpRequest): readonly string[] {
  const inParts = (parts: readonly HttpItem[]): readonly string[] =>
    parts.flatMap((part) => {
      if ("secret" in part) return [part.secret];
      if ("items" in part) return inParts(part.items);
      return "list" in part ? inParts(part.list) : [];
    });
  const inBody = body.type === "form" ? body.parts : body.type === "json" ? body.items : [];
  return [...new Set(inParts([...query, ...headers, ...inBody]))];
}

/** Puts the request together with its secrets. */
export function renderRequest(
  { address, query, headers, body }: HttpRequest,
  secrets: ReadonlyMap<string, string>,
): RenderedRequest {
  const textOf = (part: HttpPart): string =>
    "secret" in part ? (secrets.get(part.secret) ?? "") : part.text;
  const url = new URL(address);
  for (const part of query) url.searchParams.append(part.name, textOf(part));
  const named = headers.map((part) => [part.name.toLowerCase(), textOf(part)] as const);
  const written = bodyText(body, textOf);
  const hasType = named.some(([name]) => name === "content-type");
  const type = written && !hasType ? [["content-type", written.type] as const] : [];
  return { url, headers: [...named, ...type], ...(written ? { body: written.text } : {}) };
}

function bodyText(
  body: HttpBody,
  textOf: (part: HttpPart) => string,
): { readonly text: string; readonly type: string } | undefined {
  if (body.type === "none") return undefined;
  if (body.type === "raw") return { text: body.text, type: body.contentType };
  if (body.type === "form") {
    const form = new URLSearchParams();
    for (const part of body.parts) form.append(part.name, textOf(part));
    return { text: form.toString(), type: "application/x-www-form-urlencoded" };
  }
  return { text: objectText(body.items, textOf), type: "application/json" };
}

/** Written by hand: numbers go out digit by digit as they are kept. */
function objectText(items: readonly HttpItem[], textOf: (part: HttpPart) => string): string {
  const members = items.map((item) => `${JSON.stringify(item.name)}:${itemText(item, textOf)}`);
  return `{${members.join(",")}}`;
}

function itemText(item: HttpItem, textOf: (part: HttpPart) => string): string {
  if ("number" in item) return item.number;
  if ("json" in item) return JSON.stringify(item.json);
  if ("items" in item) return objectText(item.items, textOf);
  if ("list" in item) return `[${item.list.map((one) => itemText(one, textOf)).join(",")}]`;
  return JSON.stringify(textOf(item));
}

/** The request in what the outbox keeps; undefined when it is none. */
export function readRequest(stored: Settings): HttpRequest | undefined {
  const [method, address] = [stored.text("method"), stored.text("address")];
  if (method === undefined || address === undefined || !URL.canParse(address)) return undefined;
  const success = stored.group("success");
  const [path, value] = [success.text("path"), success.get("value")];
  return {
    method,
    address,
    query: partsIn(stored.items("query")),
    headers: partsIn(stored.items("headers")),
    body: readBody(stored.group("body")),
    timeoutSeconds: stored.number("timeoutSeconds") ?? 30,
    ...(path !== undefined && typeof value === "string" ? { success: { path, value } } : {}),
  };
}

function readBody(body: Settings): HttpBody {
  const type = body.text("type");
  if (type === "form") return { type, parts: partsIn(body.items("parts")) };
  if (type === "json") return { type, items: itemsIn(body.items("items")) };
  if (type !== "raw") return { type: "none" };
  return { type, text: body.text("text") ?? "", contentType: body.text("contentType") ?? "text/plain" };
}

function partsIn(list: readonly Settings[]): readonly HttpPart[] {
  return list.map((part) => {
    const [name, secret] = [part.text("name") ?? "", part.text("secret")];
    return secret === undefined ? { name, text: part.text("text") ?? "" } : { name, secret };
  });
}

function itemsIn(list: readonly Settings[]): readonly HttpItem[] {
  return list.map((item): HttpItem => {
    const name = item.text("name") ?? "";
    const number = item.text("number");
    if (number !== undefined) return { name, number };
    if (item.get("json") !== undefined) return { name, json: item.get("json") ?? null };
    if (item.get("items") !== undefined) return { name, items: itemsIn(item.items("items")) };
    if (item.get("list") !== undefined) return { name, list: itemsIn(item.items("list")) };
    const [part] = partsIn([item]);
    return part ?? { name, text: "" };
  });
}

/** A request as JSON, to be kept. */
export function storedRequest(request: HttpRequest, guards: readonly JsonObject[]): JsonObject {
  const json: unknown = JSON.parse(JSON.stringify({ ...request, guards }));
  // An object goes in, so an object comes out.
  return json as JsonObject;
}
