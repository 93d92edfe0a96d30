import { missing, under } from "../../model/checks.ts";
import { durationMilliseconds } from "@mortise/expression";
import type { CheckContext, SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { checkResults } from "../typed-results.ts";
import { namesIn } from "./slots.ts";
import { text } from "./text.ts";

/** An address whose host is written out: what is filled in stands behind it. */
const ADDRESS = /^https?:\/\/[^/?#{}\s@]+([/?#]|$)/i;
const HEADER = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
/** Headers that the connection itself needs. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "te",
  "trailer",
  "expect",
  "proxy-authorization",
  "idempotency-key",
]);

/** Complaints about the settings. */
export function checkHttpRequest(settings: Settings, context: CheckContext): readonly SettingProblem[] {
  const bodyType = settings.text("method") === "GET" ? "none" : (settings.text("bodyType") ?? "none");
  const atMost = settings.text("atMost");
  return [
    ...checkAddress(settings.text("address") ?? "", context),
    ...settings.items("query").flatMap((row, index) => under(`query.${index}`, checkRow(row, context))),
    ...settings
      .items("headers")
      .flatMap((row, index) => under(`headers.${index}`, [...checkRow(row, context), ...checkHeader(row)])),
    ...(bodyType === "form"
      ? settings.items("form").flatMap((row, index) => under(`form.${index}`, checkRow(row, context)))
      : []),
    ...(bodyType === "json" ? checkItems(settings.items("json"), "json", true, context) : []),
    ...(bodyType === "raw" ? checkNames("raw", settings.text("raw") ?? "", context) : []),
    ...(atMost !== undefined && durationMilliseconds(atMost) === undefined
      ? [missing("atMost", text.badDuration)]
      : []),
    ...checkResults(settings),
  ];
}

function checkAddress(address: string, context: CheckContext): readonly SettingProblem[] {
  const written = address.trim();
  if (written === "") return [missing("address", text.noAddress)];
  const plain = written.replace(/\{[^{}]*\}/g, "x");
  if (!ADDRESS.test(written) || !URL.canParse(plain)) return [missing("address", text.wrongAddress)];
  return checkNames("address", written, context);
}

function checkNames(path: string, written: string, context: CheckContext): readonly SettingProblem[] {
  return namesIn(written)
    .filter((name) => !context.variable(name))
    .map((name) =>
      missing(path, {
        zh: `用到的“${name}”不存在`,
        en: `It uses "${name}", which does not exist`,
      }),
    );
}

function checkRow(row: Settings, context: CheckContext): readonly SettingProblem[] {
  if (row.text("name") === undefined) return [missing("name", text.noName)];
  if (row.get("secret") !== undefined)
    return row.text("secret") === undefined ? [missing("secret", text.noSecret)] : [];
  return checkNames("text", row.text("text") ?? "", context);
}

function checkHeader(row: Settings): readonly SettingProblem[] {
  const name = row.text("name");
  if (name === undefined) return [];
  if (!HEADER.test(name)) return [missing("name", text.wrongHeader)];
  return OWN_HEADERS.has(name.toLowerCase()) ? [missing("name", text.ownHeader)] : [];
}

function checkItems(
  items: readonly Settings[],
  path: string,
  isNamed: boolean,
  context: CheckContext,
): readonly SettingProblem[] {
  const names = items.map((item) => item.text("name"));
  return items.flatMap((item, index) => {
    const at = `${path}.${index}`;
    const name = names[index];
    const isTwice = name !== undefined && names.indexOf(name) !== index;
    const naming = !isNamed
      ? []
      : name === undefined
        ? [missing(`${at}.name`, text.noName)]
        : isTwice
          ? [missing(`${at}.name`, text.twice)]
          : [];
    return [...naming, ...checkItem(item, at, context)];
  });
}

function checkItem(item: Settings, at: string, context: CheckContext): readonly SettingProblem[] {
  const type = item.text("type") ?? "text";
  if (type === "group" || type === "list")
    return checkItems(item.items("items"), `${at}.items`, type === "group", context);
  if (type === "field" || type === "shown") {
    const field = item.text("field");
    return field !== undefined && context.variable(field) ? [] : [missing(`${at}.field`, text.noField)];
  }
  if (item.get("secret") !== undefined)
    return item.text("secret") === undefined ? [missing(`${at}.secret`, text.noSecret)] : [];
  return checkNames(`${at}.text`, item.text("text") ?? "", context);
}
