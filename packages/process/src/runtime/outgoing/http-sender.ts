import type { Sender, SendOutcome } from "@mortise/jobs";
import type { Json, JsonObject, LocalizedText } from "@mortise/kit";
import { valueAt } from "../../model/hook.ts";
import { Settings } from "../../model/settings.ts";
import { type HttpRequest, readRequest, renderRequest, secretsOf } from "../../outgoing/http/http-request.ts";
import { cleanText, readJson } from "../../outgoing/http/sample.ts";
import type { HttpFault, HttpReply, HttpWay, OpenSecrets } from "./channels.ts";

/** Longest answer that is read, unpacked. */
const MOST_BYTES = 1024 * 1024;
/** Longest text that is kept of an answer that is not JSON. */
const LONGEST_TEXT = 64_000;
/** Nobody is left alone for longer, whatever they ask for. */
const LONGEST_REST_MS = 3_600_000;
const AGENT = "Mortise";

const INCOMPLETE: LocalizedText = { zh: "请求不完整", en: "The request is incomplete" };
const NO_SECRET: LocalizedText = {
  zh: "请求用到的密钥不存在，或者解不开",
  en: "A secret of the request is gone or cannot be opened",
};
const NOT_FOR_HOST: LocalizedText = {
  zh: "密钥不是给这个主机的，没有发送",
  en: "A secret of the request is meant for another host; it was not sent",
};
const NO_SUCCESS: LocalizedText = {
  zh: "对方的回答表示没有成功",
  en: "By its answer it did not work",
};

/** Why a request did not get an answer, in words. */
const FAULTS: Readonly<Record<HttpFault, (host: string) => LocalizedText>> = {
  "not-allowed": (host) => ({
    zh: `管理员没有允许访问 ${host}`,
    en: `No administrator has allowed ${host}`,
  }),
  private: (host) => ({
    zh: `${host} 指向内部网络，不能访问`,
    en: `${host} leads into a private network and is not called`,
  }),
  unreachable: (host) => ({ zh: `连接不上 ${host}`, en: `${host} cannot be reached` }),
  timeout: (host) => ({ zh: `${host} 没有及时回答`, en: `${host} did not answer in time` }),
  "too-long": (host) => ({ zh: `${host} 的回答太长`, en: `The answer of ${host} is too long` }),
  redirect: (host) => ({
    zh: `${host} 要求跳转到不能去的地方`,
    en: `${host} redirects to where the request must not go`,
  }),
  certificate: (host) => ({
    zh: `${host} 的证书不可信`,
    en: `The certificate of ${host} is not to be trusted`,
  }),
  invalid: () => ({ zh: "请求不正确，无法发送", en: "The request cannot be sent as it is" }),
};
/** Faults that may pass by themselves. */
const PASSING: ReadonlySet<HttpFault> = new Set<HttpFault>(["unreachable", "timeout", "certificate"]);

/** Sends requests of flows; secrets are opened for the moment in which they leave, and for their own host only. */
export function httpSender(way: HttpWay, openSecrets: OpenSecrets): Sender {
  return async ({ id, app, request: stored, signal }) => {
    const request = readRequest(new Settings(stored));
    if (!request) return { type: "refused", problem: INCOMPLETE };
    const host = new URL(request.address).host.toLowerCase();
    const secrets = new Map<string, string>();
    for (const secret of secretsOf(request)) {
      const open = await openSecrets(app, secret);
      if (!open) return { type: "refused", problem: NO_SECRET };
      if (open.host.toLowerCase() !== host) return { type: "refused", problem: NOT_FOR_HOST };
      secrets.set(secret, open.value);
    }
    const { url, headers, body } = renderRequest(request, secrets);
    const outcome = await way({
      method: request.method,
      url,
      headers: [
        ["user-agent", AGENT],
        ["accept", "application/json, text/plain, */*"],
        ...headers,
        ["idempotency-key", id],
      ],
      ...(body === undefined ? {} : { body }),
      timeoutMs: request.timeoutSeconds * 1_000,
      mostBytes: MOST_BYTES,
      signal,
    });
    if (outcome.ok) return outcomeOf(request, outcome.reply);
    const problem = FAULTS[outcome.fault](outcome.host);
    return PASSING.has(outcome.fault) ? { type: "failed", problem } : { type: "refused", problem };
  };
}

function outcomeOf({ success }: HttpRequest, reply: HttpReply): SendOutcome {
  const { status } = reply;
  const body = bodyOf(reply);
  const answer: JsonObject = { status, body };
  if (status >= 200 && status < 300) {
    const isSuccess = success === undefined || written(valueAt(body, success.path)) === success.value;
    return isSuccess
      ? { type: "taken", status, answer }
      : { type: "refused", status, answer, problem: NO_SUCCESS };
  }
  const problem = { zh: `对方回答 ${status}`, en: `It answered ${status}` };
  const isPassing = status >= 500 || status === 408 || status === 425 || status === 429;
  if (!isPassing) return { type: "refused", status, answer, problem };
  return { type: "failed", status, answer, problem, restMs: restOf(reply.headers["retry-after"]) };
}

/** JSON where it is; other answers as text. */
function bodyOf({ body, headers }: HttpReply): Json {
  if (body.trim() === "") return null;
  const isJson = /json/i.test(headers["content-type"] ?? "") || /^\s*[[{]/.test(body);
  const read = isJson ? readJson(body) : undefined;
  return read === undefined ? cleanText(body.slice(0, LONGEST_TEXT)) : read;
}

function written(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** `Retry-After`: seconds, or a moment. */
function restOf(header: string | undefined): number {
  if (header === undefined) return 0;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.min(LONGEST_REST_MS, Math.max(0, seconds * 1_000)) : 0;
}
