import { isPlainObject, type JsonObject, type LocalizedText } from "@mortise/kit";
import type { QuotingText } from "@mortise/metadata";
import type { StepOutcome } from "../../model/node-type.ts";
import { MESSAGE_POLICY } from "../../model/send-kind.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { findSendKind } from "../../outgoing/index.ts";
import { resolvePeople } from "../../people/index.ts";
import { quoteTokens } from "../template.ts";
import { IN_APP, text } from "./text.ts";

/** The ways by which people are told; inside the product where nothing was chosen yet. */
export function waysOf(settings: Settings): readonly string[] {
  return settings.get("by") === undefined ? [IN_APP] : settings.texts("by");
}

/** Asks for one message to everybody meant, by every way that was chosen and reaches them. */
export function stepNotify(context: StepContext): StepOutcome {
  const { settings, wording } = context;
  const users = resolvePeople(context, settings.items("to"));
  if (users.length === 0) return { type: "exit", exit: "next", text: text.nobody };
  const title = quoteTokens(context, settings.localized("title"));
  const body = quoteTokens(context, settings.localized("body"));
  const ways = waysOf(settings);
  if (ways.includes(IN_APP)) context.emit({ type: "notify", users, title, body });
  const missed = ways
    .filter((way) => way !== IN_APP)
    .flatMap((way) => sendBy(context, way, { users, title, body }));
  const names = users.slice(0, 5).map((user) => wording.name(user));
  const more =
    users.length > 5
      ? { zh: `等 ${users.length} 人`, en: ` and ${users.length - 5} more` }
      : { zh: "", en: "" };
  return {
    type: "exit",
    exit: "next",
    text: {
      zh: `通知了${names.join("、")}${more.zh}${missed.map(({ zh }) => `；${zh}`).join("")}`,
      en: `Told ${names.join(", ")}${more.en}${missed.map(({ en }) => `; ${en}`).join("")}`,
    },
  };
}

/** Sends to those whom a way reaches; says who are not reached. */
function sendBy(
  context: StepContext,
  way: string,
  {
    users,
    title,
    body,
  }: { readonly users: readonly string[]; readonly title: QuotingText; readonly body: QuotingText },
): readonly LocalizedText[] {
  const kind = findSendKind(way);
  const reached = users.filter((id) => {
    const user = context.roster.user(id);
    return user !== undefined && kind?.reaches?.(user) === true;
  });
  for (const account of reached) {
    const request = { account, title: jsonOf(title), body: jsonOf(body) };
    context.send({ kind: way, target: way, request, policy: MESSAGE_POLICY });
  }
  const missed = users.filter((user) => !reached.includes(user)).map((user) => context.wording.name(user));
  if (missed.length === 0) return [];
  const name = kind?.name ?? text.inApp;
  return [
    {
      zh: `${name.zh}没有发给${missed.join("、")}：没有填写联系方式`,
      en: `no ${name.en.toLowerCase()} to ${missed.join(", ")}: no address`,
    },
  ];
}

/** What quotes hold are values, and values are JSON. */
function jsonOf(quoting: QuotingText): JsonObject {
  const json: unknown = JSON.parse(JSON.stringify(quoting));
  // An object goes in, so an object comes out.
  return isPlainObject(json) ? (json as JsonObject) : {};
}
