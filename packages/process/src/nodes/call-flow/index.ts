import { sameText } from "@mortise/kit";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { LEADS_TO_RECORDS } from "../target-records.ts";
import { checkCallFlow } from "./check.ts";
import { outputsOfCall } from "./outputs.ts";
import { resumeCallFlow, stepCallFlow } from "./step.ts";
import { text } from "./text.ts";

/** Runs another flow, for the record or once for each of several, and hands its results to later steps. */
export const callFlowNode = defineNode({
  id: "call-flow",
  name: text.name,
  description: text.description,
  group: "logic",
  icon: "node",
  color: "purple",
  settings: [
    {
      id: "flow",
      name: text.flow,
      help: text.flowHelp,
      kind: "custom",
      editor: "called-flow",
      required: true,
    },
    {
      id: "records",
      name: text.records,
      help: text.recordsHelp,
      kind: "field",
      accepts: LEADS_TO_RECORDS,
    },
    { id: "inputs", name: text.inputs, kind: "custom", editor: "call-inputs" },
    {
      id: "mode",
      name: text.mode,
      kind: "choice",
      default: "wait",
      choices: [
        { value: "wait", name: text.wait },
        { value: "start", name: text.start },
      ],
    },
    {
      id: "whenFails",
      name: text.whenFails,
      kind: "choice",
      default: "goes",
      choices: [
        { value: "goes", name: text.goes },
        { value: "held", name: text.held },
      ],
      visibleWhen: { setting: "mode", in: ["wait"] },
    },
    {
      id: "atMost",
      name: text.atMost,
      help: text.atMostHelp,
      kind: "duration",
      visibleWhen: { setting: "mode", in: ["wait"] },
    },
  ],
  initial: { mode: "wait", inputs: [] },
  exits: () => [
    { ...NEXT, name: text.next },
    { id: "failed", name: text.failed },
  ],
  calls: (settings) => settings.text("flow"),
  outputs: outputsOfCall,
  needsRecord: (settings) => settings.text("records") === undefined,
  summary(settings, { wording, entity }) {
    const id = settings.text("flow");
    if (id === undefined) return { zh: "还没有选择流程", en: "no flow chosen yet" };
    const name = wording.catalog.find("flow", id)?.name ?? sameText(id);
    const records = settings.text("records");
    const whose = records === undefined ? undefined : wording.field(entity, records);
    const isStart = settings.text("mode") === "start";
    const zh = `${whose ? `为“${whose.zh}”` : ""}${isStart ? "启动" : "调用"}“${name.zh}”`;
    const en = `${isStart ? "Start" : "Call"} “${name.en || name.zh}”${whose ? ` for “${whose.en}”` : ""}`;
    return { zh, en };
  },
  check: checkCallFlow,
  step: stepCallFlow,
  resume: resumeCallFlow,
  rehearse(_settings, { token, node, memory, reply }) {
    const open = Math.max(1, memory.number("open") ?? 1);
    const problem = reply?.["problem"];
    const outputs = reply?.["outputs"];
    const answer =
      typeof problem === "string"
        ? ({ record: "", ok: false, problem: sameText(problem) } as const)
        : ({
            record: "",
            ok: true,
            // Replies of tests are kept from values.
            outputs: (outputs ?? {}) as Readonly<Record<string, null>>,
            ...(reply ? {} : { isAssumed: true as const }),
          } as const);
    return { type: "returned", token, node, answers: Array.from({ length: open }, () => answer) };
  },
});
