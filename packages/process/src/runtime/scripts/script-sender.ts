import type { Sender, SendOutcome } from "@mortise/jobs";
import type { LocalizedText } from "@mortise/kit";
import { Settings } from "../../model/settings.ts";
import { cleanText, readJson } from "../../outgoing/http/sample.ts";
import { SCRIPT_LIMITS, type ScriptAnswer } from "./script-job.ts";
import { ScriptThreads } from "./script-threads.ts";

const OFF: LocalizedText = {
  zh: "这台服务器没有开启脚本（FLOW_SCRIPTS），请联系管理员",
  en: "Scripts are switched off on this server (FLOW_SCRIPTS): ask whoever runs it",
};
/** Why a script gave nothing back, in words. */
const FAULTS: Readonly<Record<Exclude<ScriptAnswer["kind"], "done" | "threw">, LocalizedText>> = {
  time: { zh: "脚本运行时间太长，已停止", en: "The script took too long and was stopped" },
  memory: { zh: "脚本占用内存太多，已停止", en: "The script used too much memory and was stopped" },
  depth: { zh: "脚本递归太深，已停止", en: "The script called itself too deeply and was stopped" },
  promise: {
    zh: "脚本返回了 Promise：不支持 async 和 import()",
    en: "The script gave back a promise: async and import() are not supported",
  },
  "too-long": { zh: "脚本返回的内容太多", en: "The script gave back too much" },
  "no-json": {
    zh: "脚本返回的不是数据，例如函数",
    en: "The script gave back something that is no data, such as a function",
  },
};

/** Runs scripts of flows; each ends here, in a result or in what is wrong with it. Without `isOn` all of them are refused. */
export function scriptSender(isOn: boolean, threads = new ScriptThreads()): Sender {
  return async ({ request: stored }) => {
    if (!isOn) return { type: "refused", problem: OFF };
    const request = new Settings(stored);
    const milliseconds = Math.min(SCRIPT_LIMITS.milliseconds, (request.number("seconds") ?? 1) * 1_000);
    const answer = await threads.run({
      code: request.text("code") ?? "",
      input: JSON.stringify(request.get("input") ?? {}),
      limits: { ...SCRIPT_LIMITS, milliseconds },
    });
    return outcomeOf(answer);
  };
}

function outcomeOf(answer: ScriptAnswer): SendOutcome {
  if (answer.kind === "done") {
    const body = readJson(answer.result);
    return body === undefined
      ? { type: "refused", problem: FAULTS["no-json"] }
      : { type: "taken", answer: { body } };
  }
  if (answer.kind !== "threw") return { type: "refused", problem: FAULTS[answer.kind] };
  const { line } = answer;
  const message = cleanText(answer.message);
  const [zh, en] = line === null ? ["", ""] : [`第 ${line} 行：`, `line ${line}: `];
  return { type: "refused", problem: { zh: `${zh}${message}`, en: `${en}${message}` } };
}
