import { createHmac, timingSafeEqual } from "node:crypto";
import { type Clock, type ErrorDetail, fillText, localize, type Locale, newId } from "@mortise/kit";
import type { Value } from "@mortise/expression";
import { addJob } from "@mortise/jobs";
import {
  type Actor,
  type CodeLimit,
  type JournalDb,
  noteCode,
  type Store,
  tryCode,
  useCode,
} from "@mortise/store";
import { codeTaken, codeTooSoon, codeUnavailable, formInvalid } from "../../errors.ts";
import { type CodeChannel, codeChannelOf } from "../../model/layout/code-channel.ts";
import type { AskedField, OpenForm } from "./open-form.ts";
import { answerContext, readAnswer } from "./read-submission.ts";

/** A code on its way. */
export interface CodeMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly template: { readonly code: string };
}

/** Sends codes; a channel that is missing is not set up on this server. */
export type CodeSenders = { readonly [Channel in CodeChannel]?: (message: CodeMessage) => Promise<void> };

/** The name of the job that sends a code. */
export const CODE_JOB = "visitor-code";

/** What the job is told; the code itself is worked out when it is sent and stands nowhere. */
export interface CodeDelivery {
  readonly id: string;
  readonly channel: CodeChannel;
  readonly to: string;
  readonly form: string;
  readonly locale: Locale;
}

/** A visitor's wish for a code. */
export interface CodeRequest {
  readonly field: string;
  readonly value: unknown;
  /** The network address of who asks. */
  readonly peer: string;
}

const MINUTES = 10;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const AGAIN_SECONDS = MINUTE;
const LIMITS: readonly CodeLimit[] = [
  { of: "target", count: 1, seconds: AGAIN_SECONDS },
  { of: "target", count: 5, seconds: HOUR },
  { of: "target", count: 10, seconds: 24 * HOUR },
  { of: "peer", count: 20, seconds: HOUR },
  { of: "form", count: 500, seconds: HOUR },
];

const text = {
  subject: { zh: "{form}：验证码", en: "{form}: your code" },
  body: {
    zh: "您的验证码是 {code}，{minutes} 分钟内有效。您正在填写“{form}”，如非本人操作请忽略。",
    en: "Your code is {code}; it is good for {minutes} minutes. You are filling in “{form}”; if it was not you, ignore this.",
  },
  needed: { zh: "请输入收到的验证码", en: "Enter the code that you were sent" },
  wrong: { zh: "验证码不正确，请核对后重新输入", en: "That is not the code; look again" },
  gone: { zh: "验证码已失效，请重新获取", en: "The code is not good any more; get a new one" },
} as const;

interface VisitorCodesOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly secret: string;
  readonly senders: CodeSenders;
}

/** Sends codes to the number or address that a visitor typed, and checks them before anything is written. */
export class VisitorCodes {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #secret: string;
  readonly #senders: CodeSenders;

  constructor({ store, clock, secret, senders }: VisitorCodesOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#secret = secret;
    this.#senders = senders;
  }

  /** Has a code sent, by way of the queue; FORM_CODE_TOO_SOON tells when it may be asked for again. */
  async request(actor: Actor, open: OpenForm, { field, value, peer }: CodeRequest): Promise<void> {
    const asked = open.asked.find((one) => one.field.id === field);
    const channel = asked && codeChannel(open, asked);
    if (!asked || channel === undefined || !this.#senders[channel]) throw codeUnavailable();
    const read = readAnswer(value, asked, answerContext(actor));
    if (!read.ok || typeof read.value !== "string")
      throw formInvalid(
        { count: 1 },
        { details: [{ path: field, message: read.ok ? text.needed : read.error }] },
      );
    const to = read.value;
    const at = this.#clock.now();
    const id = newId(at.getTime());
    const code = {
      id,
      ...this.#target(open, field, to),
      peer: this.#hash(`peer/${peer}`),
      at,
      until: new Date(at.getTime() + MINUTES * MINUTE * 1_000),
    };
    const delivery: CodeDelivery = {
      id,
      channel,
      to,
      form: localize(open.form.name, actor.locale),
      locale: actor.locale,
    };
    await this.#store.db.transaction().execute(async (db) => {
      const noted = await noteCode(db, code, LIMITS);
      if (noted !== "noted") throw codeTooSoon({ seconds: noted });
      await addJob(db, CODE_JOB, { ...delivery }, { maxAttempts: 4 });
    });
  }

  /** Sends a code that was asked for. */
  async deliver({ id, channel, to, form, locale }: CodeDelivery): Promise<void> {
    const code = this.#code(id);
    const words = { form, code, minutes: MINUTES };
    await this.#senders[channel]?.({
      to,
      subject: fillText(text.subject[locale], words),
      text: fillText(text.body[locale], words),
      template: { code },
    });
  }

  /** The codes behind these values, to be used up by the write; FORM_SUBMISSION_INVALID names fields whose code is missing or wrong. */
  async check(
    open: OpenForm,
    values: Readonly<Record<string, Value>>,
    { codes, holder }: { readonly codes: Readonly<Record<string, string>>; readonly holder: string },
  ): Promise<readonly string[]> {
    const wanted = open.asked.flatMap((asked) => {
      const value = values[asked.field.id];
      return codeChannel(open, asked) !== undefined && typeof value === "string"
        ? [{ field: asked.field.id, value }]
        : [];
    });
    const ids: string[] = [];
    const problems: ErrorDetail[] = [];
    for (const { field, value } of wanted) {
      const given = Object.hasOwn(codes, field) ? (codes[field] ?? "").trim() : "";
      if (!/^\d{6}$/.test(given)) {
        problems.push({ path: field, message: text.needed });
        continue;
      }
      const target = this.#target(open, field, value);
      // One after the other: a form has one or two.
      // oxlint-disable-next-line no-await-in-loop -- see above
      const id = await tryCode(this.#store.db, target, { at: this.#clock.now(), holder });
      if (id === undefined) problems.push({ path: field, message: text.gone });
      else if (!isSame(this.#code(id), given)) problems.push({ path: field, message: text.wrong });
      else ids.push(id);
    }
    if (problems.length > 0) throw formInvalid({ count: problems.length }, { details: problems });
    return ids;
  }

  #target({ app, form }: OpenForm, field: string, value: string) {
    return { app, form: form.id, field, target: this.#hash(`target/${value}`) };
  }

  /** Six digits that nobody can work out without the server's secret. */
  #code(id: string): string {
    const digest = createHmac("sha256", this.#secret).update(`visitor-code/${id}`).digest();
    return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
  }

  #hash(what: string): string {
    return createHmac("sha256", this.#secret).update(`visitor-code/${what}`).digest("base64url");
  }
}

/** Uses up checked codes in the transaction of a write. */
export async function useCodes(db: JournalDb, ids: readonly string[], holder: string): Promise<void> {
  for (const id of ids) {
    // oxlint-disable-next-line no-await-in-loop -- one or two, on one connection
    if (!(await useCode(db, id, holder))) throw codeTaken();
  }
}

/** How the answer to a question is proved to be the visitor's; undefined when the form does not ask for that. */
export function codeChannel({ form }: OpenForm, { field, input }: AskedField): CodeChannel | undefined {
  return form.public?.access?.verify?.includes(field.id) === true ? codeChannelOf(input) : undefined;
}

function isSame(code: string, given: string): boolean {
  return timingSafeEqual(Buffer.from(code), Buffer.from(given));
}
