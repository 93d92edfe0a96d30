import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { checkResults, resultsOf } from "../typed-results.ts";
import { checkInputs } from "./inputs.ts";
import { LONGEST_SECONDS, resumeScript, stepScript } from "./step.ts";
import { text } from "./text.ts";

const LONGEST_CODE = 20_000;

/** Runs a script of the builder's in a sandbox, outside of the transaction of the step, and waits for what it gives back. */
export const scriptNode = defineNode({
  id: "script",
  name: text.name,
  description: text.description,
  group: "outside",
  icon: "code",
  color: "geekblue",
  settings: [
    { id: "inputs", name: text.inputs, help: text.inputsHelp, kind: "custom", editor: "script-inputs" },
    {
      id: "code",
      name: text.code,
      help: text.codeHelp,
      kind: "custom",
      editor: "script-code",
      required: true,
    },
    { id: "results", name: text.results, kind: "custom", editor: "script-results" },
    { id: "seconds", name: text.seconds, kind: "number", min: 1, max: LONGEST_SECONDS, default: 2 },
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
  initial: { inputs: [], code: "", results: {} },
  exits: () => [
    { ...NEXT, name: text.next },
    { id: "failed", name: text.failed },
  ],
  outputs: (settings) => [
    ...resultsOf(settings).map(({ field }) => ({ field })),
    { field: { id: "problem", type: "text", name: text.problem } },
  ],
  summary(settings) {
    const names = resultsOf(settings).map(({ field }) => field.name);
    const zh = names.map((name) => `“${name.zh}”`).join("、");
    const en = names.map((name) => `“${name.en}”`).join(", ");
    return {
      zh: zh ? `用脚本算出${zh}` : "运行脚本",
      en: en ? `Work out ${en} by a script` : "Run a script",
    };
  },
  check(settings, context) {
    const code = settings.text("code");
    return [
      ...checkInputs(settings, context),
      ...(code === undefined || code.trim() === "" ? [missing("code", text.noCode)] : []),
      ...(code !== undefined && code.length > LONGEST_CODE ? [missing("code", text.tooLong)] : []),
      ...checkResults(settings),
    ];
  },
  step: stepScript,
  resume: resumeScript,
  rehearse(settings, { token, node, memory, reply }) {
    const sample = settings.group("results").group("sample");
    const assumed = reply ?? { body: sample.get("body") ?? null };
    const answer =
      assumed["isFailed"] === true
        ? ({ ok: false, problem: { zh: "脚本出错", en: "The script failed" } } as const)
        : ({ ok: true, reply: assumed } as const);
    return { type: "answered", token, node, send: memory.text("send") ?? "", answer };
  },
});
