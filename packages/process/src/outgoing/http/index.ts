import { type Json, type LocalizedText, sameText } from "@mortise/kit";
import { sentValues } from "../../model/hook.ts";
import { defineSendKind, type SendLine } from "../../model/send-kind.ts";
import type { Settings } from "../../model/settings.ts";
import { type HttpItem, readRequest } from "./http-request.ts";
import { text } from "./text.ts";

/** A request to another system. */
export const httpKind = defineSendKind({
  id: "http",
  name: text.name,
  icon: "api",
  request(stored) {
    const request = readRequest(stored);
    if (!request) return [];
    const { method, address, query, headers, body } = request;
    const named = (label: LocalizedText, items: readonly HttpItem[]): readonly SendLine[] =>
      items.flatMap((item) => linesOf(item, label, []));
    return [
      line(text.address, `${method} ${address}`),
      ...named(text.query, query),
      ...named(text.header, headers),
      ...(body.type === "form" ? named(text.body, body.parts) : []),
      ...(body.type === "json" ? named(text.body, body.items) : []),
      ...(body.type === "raw" ? [line(text.body, body.text)] : []),
    ];
  },
  answer(answer) {
    const status = answer.number("status");
    return [
      ...(status === undefined ? [] : [line(text.status, String(status))]),
      ...bodyLines(answer),
      ...(answer.flag("isCut") ? [line(text.body, "…")] : []),
    ];
  },
});

function bodyLines(answer: Settings): readonly SendLine[] {
  const body = answer.get("body");
  if (body === undefined || body === null || body === "") return [];
  if (typeof body !== "object") return [line(text.body, String(body))];
  return sentValues(body).map(({ path, value }) =>
    line(sameText(path), value === null ? "—" : String(value)),
  );
}

function line(label: LocalizedText, value: string): SendLine {
  return { label, value: { type: "text", text: value } };
}

/** A text as it is, anything else as JSON. */
function jsonLine(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Each single value with the way to it. */
function linesOf(item: HttpItem, label: LocalizedText, way: readonly string[]): readonly SendLine[] {
  const path = [...way, item.name];
  if ("items" in item) return item.items.flatMap((one) => linesOf(one, label, path));
  if ("list" in item)
    return item.list.flatMap((one, index) => linesOf({ ...one, name: String(index) }, label, path));
  const name = path.join(".");
  const full = { zh: `${label.zh} ${name}`, en: `${label.en} ${name}` };
  if ("secret" in item) return [{ label: full, value: { type: "secret" } }];
  return [line(full, "number" in item ? item.number : "json" in item ? jsonLine(item.json) : item.text)];
}
