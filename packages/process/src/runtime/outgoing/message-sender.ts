import { decisionPath, recordPath } from "@mortise/contract";
import type { SendAttempt, Sender, SendOutcome } from "@mortise/jobs";
import type { LocalizedText } from "@mortise/kit";
import { type AccountAddresses, accountAddresses, awaitsApprovalOf } from "@mortise/store";
import { NO_RECORD } from "../../model/no-record.ts";
import { Settings } from "../../model/settings.ts";
import { noticeIn } from "../../outgoing/message-lines.ts";
import type { ProcessParts } from "../parts.ts";
import { sayTexts } from "../say-texts.ts";
import type { MessageWay, Outgoing } from "./channels.ts";

const NO_MESSAGE: LocalizedText = { zh: "消息内容不完整", en: "The message is incomplete" };
const GONE: LocalizedText = { zh: "收件人已停用", en: "The recipient has left" };
const NO_ADDRESS: LocalizedText = { zh: "收件人没有填写联系方式", en: "The recipient has no address" };
const OPEN = { zh: "查看：", en: "Open: " } as const;
const DECIDE = { zh: "审批：", en: "Approve: " } as const;

/** Which address a way needs, and whether a link is put below the text. */
export interface MessageWayOptions {
  readonly addressOf: (addresses: AccountAddresses) => string | null;
  readonly hasLink: boolean;
}

/**
 * Sends messages of flows to people. The text is put into words for the person who gets it, in their language and by their
 * rights of now: values that they may not read are left out or shortened, as on screen.
 */
export function messageSender(
  parts: ProcessParts,
  { actors, publicUrl }: Outgoing,
  way: MessageWay,
  { addressOf, hasLink }: MessageWayOptions,
): Sender {
  /** To the record; where it waits for the reader's yes, to the decision. */
  const linkFor = async (attempt: SendAttempt, account: string) =>
    (await awaitsApprovalOf(parts.db, { ...attempt, account }))
      ? { word: DECIDE, path: decisionPath(attempt) }
      : { word: OPEN, path: recordPath(attempt) };
  return async (attempt) => {
    const notice = noticeIn(new Settings(attempt.request));
    if (!notice) return refused(NO_MESSAGE);
    const actor = await actors.ofAccount(notice.account);
    if (!actor) return refused(GONE);
    const addresses = await accountAddresses(parts.db, notice.account);
    const to = addresses && addressOf(addresses);
    if (!to) return refused(NO_ADDRESS);
    const { app, entity, record, id } = attempt;
    const about = { app, entity, record };
    const [title, body] = await sayTexts(parts, actor, [
      { ...about, text: notice.title },
      { ...about, text: notice.body },
    ]);
    const { locale } = actor;
    const subject = title?.[locale] ?? "";
    const link =
      hasLink && publicUrl !== undefined && record !== NO_RECORD
        ? await linkFor(attempt, notice.account)
        : undefined;
    const line = link === undefined ? "" : `${link.word[locale]}${publicUrl}${link.path}`;
    const text = [body?.[locale] ?? "", line].filter((part) => part !== "").join("\n\n");
    return way({ to, subject, text: text || subject, key: id });
  };
}

function refused(problem: LocalizedText): SendOutcome {
  return { type: "refused", problem };
}

/** E-mail goes to the address by which people sign in. */
export const emailOptions: MessageWayOptions = { addressOf: ({ email }) => email, hasLink: true };

/** Short messages go to the mobile number, in E.164; they are paid by the letter and have no link. */
export const smsOptions: MessageWayOptions = {
  addressOf: ({ mobile }) => (mobile === null ? null : international(mobile)),
  hasLink: false,
};

/** Numbers are kept without +86; others begin with their country. */
function international(mobile: string): string {
  if (mobile.startsWith("+")) return mobile;
  return /^1\d{10}$/.test(mobile) ? `+86${mobile}` : `+${mobile}`;
}
