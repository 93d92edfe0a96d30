import { fieldCatalog } from "@mortise/fields";
import type { JsonObject } from "@mortise/kit";
import { Catalog, type DefinitionDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../../fixtures/lead-app.ts";
import { PlayedRun } from "../../fixtures/played-run.ts";
import { TestWorld } from "../../fixtures/test-world.ts";
import { CompiledFlow } from "../../model/compiled-flow.ts";
import { rehearse } from "../../model/rehearse.ts";
import type { SendAnswer } from "../../model/run-state.ts";
import { nodeSummary, summaryContext, validateFlow } from "../../model/validate-flow.ts";

const lead = leadCatalog.find("entity", "lead");
if (!lead) throw new TypeError("the test app has leads");
const files = [
  { id: "papers", type: "attachment", name: { zh: "资料", en: "Papers" }, settings: { maxCount: 2 } },
  { id: "photo", type: "image", name: { zh: "照片", en: "Photo" } },
];
const documents: readonly DefinitionDocument[] = [
  { ...lead, fields: [...lead.fields, ...files] },
  ...leadCatalog.all("entity").filter(({ id }) => id !== "lead"),
  {
    kind: "print",
    id: "sheet",
    version: 1,
    name: { zh: "线索单", en: "Lead sheet" },
    entity: "lead",
    paper: "A4",
    margin: 10,
    blocks: [],
  },
];
const catalog = new Catalog(documents, fieldCatalog);
const SETTINGS: JsonObject = {
  print: "sheet",
  field: "papers",
  fileName: "线索 {name}/{source}",
  locale: "zh",
};
const aFileFlow = (settings: JsonObject = {}) =>
  aFlow([
    aNode("make", "make-file", { ...SETTINGS, ...settings }, { failed: "note" }),
    aNode("note", "update", { values: [{ field: "name", value: { var: "$make.problem" } }] }),
  ]);
const OLD = { id: "old", name: "old.pdf", size: 5, type: "application/pdf" };
const MADE = { id: "made", name: "线索.pdf", size: 9, type: "application/pdf" };
const LEAD = { name: "张三", source: "website", papers: [OLD] };

function playing(settings: JsonObject = {}, values: JsonObject = LEAD): PlayedRun {
  // Values of tests are values.
  return new PlayedRun(aFileFlow(settings), values as never, undefined, catalog);
}
function answered(answer: SendAnswer, settings: JsonObject = {}, values?: JsonObject): PlayedRun {
  const run = playing(settings, values);
  const send = run.effects.find((effect) => effect.type === "send");
  if (!send) throw new TypeError("nothing is sent");
  return run.move({ type: "answered", token: send.token, node: "make", send: send.id, answer });
}
const papersOf = (run: PlayedRun) =>
  run.effects.flatMap((effect) => (effect.type === "update" ? [effect.values["papers"]] : [])).at(-1);

test("the file is asked for under a name that systems take, and put in its field with the run", () => {
  const run = playing();
  expect(run.waitsAt).toEqual(["make"]);
  const send = run.effects.find((effect) => effect.type === "send");
  expect(send).toMatchObject({
    kind: "file",
    request: { template: "sheet", name: "线索 张三 官网注册.pdf", locale: "zh" },
  });
  expect(run.effects.some((effect) => effect.type === "update")).toBe(false);
  expect(papersOf(answered({ ok: true, reply: { file: MADE } }))).toEqual([OLD, MADE]);
  expect(papersOf(answered({ ok: true, reply: { file: MADE } }, { mode: "replace" }))).toEqual([MADE]);
});

test("a name of nothing falls back on the template", () => {
  const send = playing({ fileName: "../ {region}" }).effects.find((effect) => effect.type === "send");
  expect(send).toMatchObject({ request: { name: expect.stringMatching(/^[^./\\][^/\\]*\.pdf$/) } });
  const none = playing({ fileName: "", locale: "en" }).effects.find((effect) => effect.type === "send");
  expect(none).toMatchObject({ request: { name: "Lead sheet.pdf" } });
});

test("what could not be made, and what the field does not take, goes the way of failure", () => {
  const problem = { zh: "记录不存在", en: "No record" };
  const failed = answered({ ok: false, problem });
  expect(failed.path).toEqual(["make", "make", "note"]);
  expect(failed.state.outputs).toMatchObject({ "make.problem": "记录不存在" });
  const full = answered(
    { ok: true, reply: { file: MADE } },
    {},
    { ...LEAD, papers: [OLD, { ...OLD, id: "2" }] },
  );
  expect(full.path).toEqual(["make", "make", "note"]);
  expect(String(full.state.outputs?.["make.problem"])).toContain("2");
});

test("a rehearsal makes no file and goes on as if it were there", () => {
  const flow = new CompiledFlow(aFileFlow(), catalog);
  // Values of tests are values.
  const world = new TestWorld().put("lead", { id: "l1", owner: "amy", ...LEAD } as never);
  const played = rehearse(flow, { entity: "lead", record: "l1", startedBy: "amy" }, world);
  expect(played).toMatchObject({ state: { status: "done" } });
});

test("the settings are checked: a template of these records, a field that takes a PDF, names", () => {
  const problems = (settings: JsonObject) =>
    validateFlow(aFileFlow(settings), catalog).map(({ path }) => path.replace("nodes.0.settings.", ""));
  expect(problems({})).toEqual([]);
  expect(problems({ print: "gone" })).toEqual(["print"]);
  expect(problems({ field: "photo" })).toEqual(["field"]);
  expect(problems({ field: "name" })).toEqual(["field"]);
  expect(problems({ fileName: "{gone}" })).toEqual(["fileName"]);
  const flow = aFileFlow();
  const [node] = flow.nodes;
  expect(node && nodeSummary(node, summaryContext(flow, catalog)).zh).toBe("用“线索单”生成 PDF，放进“资料”");
});
