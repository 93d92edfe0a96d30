import { defineNode, NEXT } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { resultsOf } from "../typed-results.ts";
import { checkHttpRequest } from "./check.ts";
import { LONGEST_TIMEOUT } from "./request.ts";
import { resumeHttpRequest, stepHttpRequest } from "./step.ts";
import { text } from "./text.ts";

const WITH_BODY = ["POST", "PUT", "PATCH", "DELETE"] as const;

/** Asks another system and waits for its answer. */
export const httpRequestNode = defineNode({
  id: "http-request",
  name: text.name,
  description: text.description,
  group: "outside",
  icon: "api",
  color: "geekblue",
  settings: [
    {
      id: "method",
      name: text.method,
      kind: "choice",
      default: "GET",
      choices: [
        { value: "GET", name: text.get },
        { value: "POST", name: text.post },
        { value: "PUT", name: text.put },
        { value: "PATCH", name: text.patch },
        { value: "DELETE", name: text.remove },
      ],
    },
    {
      id: "address",
      name: text.address,
      help: text.addressHelp,
      kind: "custom",
      editor: "http-address",
      required: true,
    },
    { id: "query", name: text.query, kind: "custom", editor: "name-values" },
    { id: "headers", name: text.headers, help: text.headersHelp, kind: "custom", editor: "name-values" },
    {
      id: "bodyType",
      name: text.bodyType,
      kind: "choice",
      default: "none",
      choices: [
        { value: "none", name: text.none },
        { value: "json", name: text.json },
        { value: "form", name: text.form },
        { value: "raw", name: text.raw },
      ],
      visibleWhen: { setting: "method", in: [...WITH_BODY] },
    },
    {
      id: "json",
      name: text.items,
      kind: "custom",
      editor: "name-value-tree",
      visibleWhen: { setting: "bodyType", in: ["json"] },
    },
    {
      id: "form",
      name: text.items,
      kind: "custom",
      editor: "name-values",
      visibleWhen: { setting: "bodyType", in: ["form"] },
    },
    {
      id: "contentType",
      name: text.contentType,
      kind: "text",
      default: "application/json",
      visibleWhen: { setting: "bodyType", in: ["raw"] },
    },
    {
      id: "raw",
      name: text.rawText,
      help: text.rawHelp,
      kind: "custom",
      editor: "slot-text",
      visibleWhen: { setting: "bodyType", in: ["raw"] },
    },
    { id: "results", name: text.results, kind: "custom", editor: "http-results" },
    { id: "success", name: text.success, kind: "custom", editor: "http-success" },
    { id: "timeout", name: text.timeout, kind: "number", min: 1, max: LONGEST_TIMEOUT, default: 30 },
    { id: "tries", name: text.tries, help: text.triesHelp, kind: "number", min: 1, max: 20, default: 5 },
    { id: "pause", name: text.pause, help: text.pauseHelp, kind: "number", min: 1, max: 600, default: 10 },
    { id: "atMost", name: text.atMost, help: text.atMostHelp, kind: "duration" },
    {
      id: "whenFails",
      name: text.whenFails,
      kind: "choice",
      default: "goes",
      choices: [
        { value: "goes", name: text.goes },
        { value: "held", name: text.held },
      ],
    },
  ],
  initial: { method: "GET", address: "", query: [], headers: [], atMost: "24h" },
  exits: () => [
    { ...NEXT, name: text.next },
    { id: "failed", name: text.failed },
  ],
  outputs: (settings) => [
    ...resultsOf(settings).map(({ field }) => ({ field })),
    { field: { id: "status", type: "number", name: text.status } },
    { field: { id: "problem", type: "text", name: text.problem } },
  ],
  summary(settings) {
    const host = hostOf(settings);
    const method = settings.text("method") ?? "GET";
    return host === undefined
      ? { zh: "还没有填写网址", en: "no address yet" }
      : { zh: `请求 ${host}（${method}）`, en: `Ask ${host} (${method})` };
  },
  check: checkHttpRequest,
  step: stepHttpRequest,
  resume: resumeHttpRequest,
  rehearse(settings, { token, node, memory, reply }) {
    const sample = settings.group("results").group("sample");
    const assumed = reply ?? { status: sample.number("status") ?? 200, body: sample.get("body") ?? null };
    const status = typeof assumed["status"] === "number" ? assumed["status"] : 200;
    const answer =
      status < 400 && assumed["isFailed"] !== true
        ? ({ ok: true, reply: assumed } as const)
        : ({
            ok: false,
            problem: { zh: `对方回答 ${status}`, en: `It answered ${status}` },
            reply: assumed,
          } as const);
    return { type: "answered", token, node, send: memory.text("send") ?? "", answer };
  },
});

/** The host of the address, which is always written out. */
function hostOf(settings: Settings): string | undefined {
  const [, host] = /^https?:\/\/([^/?#{}\s]+)/i.exec((settings.text("address") ?? "").trim()) ?? [];
  return host;
}
