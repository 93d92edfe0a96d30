import type { QuotingText } from "@mortise/metadata";
import { isPlainObject } from "@mortise/kit";
import type { SendLine } from "../model/send-kind.ts";
import type { Settings } from "../model/settings.ts";

const text = {
  to: { zh: "收件人", en: "To" },
  title: { zh: "标题", en: "Title" },
  body: { zh: "内容", en: "Text" },
} as const;

/** A message to one person, as the outbox keeps it. */
export interface OutgoingNotice {
  readonly account: string;
  readonly title: QuotingText;
  readonly body: QuotingText;
}

/** The message in a stored request; undefined when there is none. */
export function noticeIn(request: Settings): OutgoingNotice | undefined {
  const account = request.text("account");
  const [title, body] = [quotingIn(request.get("title")), quotingIn(request.get("body"))];
  return account !== undefined && title && body ? { account, title, body } : undefined;
}

/** The lines of a message. */
export function messageLines(request: Settings): readonly SendLine[] {
  const notice = noticeIn(request);
  if (!notice) return [];
  return [
    { label: text.to, value: { type: "person", id: notice.account } },
    { label: text.title, value: { type: "quoting", text: notice.title } },
    { label: text.body, value: { type: "quoting", text: notice.body } },
  ];
}

function quotingIn(value: unknown): QuotingText | undefined {
  const isText = isPlainObject(value) && typeof value["zh"] === "string" && typeof value["en"] === "string";
  // Written by `quoteTokens`, which makes quoting texts.
  return isText ? (value as unknown as QuotingText) : undefined;
}
