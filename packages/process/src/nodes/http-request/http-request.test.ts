import type { JsonObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../../fixtures/lead-app.ts";
import { PlayedRun } from "../../fixtures/played-run.ts";
import { CompiledFlow } from "../../model/compiled-flow.ts";
import type { Effect } from "../../model/effect.ts";
import { playTest } from "../../model/play-test.ts";
import { rehearse } from "../../model/rehearse.ts";
import type { SendAnswer } from "../../model/run-state.ts";
import { Settings } from "../../model/settings.ts";
import { nodeSummary, summaryContext, validateFlow } from "../../model/validate-flow.ts";
import { httpKind } from "../../outgoing/http/index.ts";
import { readRequest, renderRequest, secretsOf } from "../../outgoing/http/http-request.ts";
import { TestWorld } from "../../fixtures/test-world.ts";

const SETTINGS: JsonObject = {
  method: "POST",
  address: "https://erp.example.com/leads/{name}?from=crm",
  query: [{ name: "who", text: "{owner}&x=1" }],
  headers: [
    { name: "X-Key", secret: "k1" },
    { name: "X-Name", text: "{name}" },
  ],
  bodyType: "json",
  json: [
    { name: "title", type: "text", text: "Lead {name}" },
    { name: "amount", type: "field", field: "amount" },
    { name: "source", type: "field", field: "source" },
    { name: "sourceName", type: "shown", field: "source" },
    { name: "n", type: "number", text: "12.50" },
    { name: "no", type: "number", text: "{name}" },
    { name: "isNew", type: "flag", flag: true },
    {
      name: "contact",
      type: "group",
      items: [
        { name: "token", type: "secret", secret: "k2" },
        {
          name: "tags",
          type: "list",
          items: [
            { type: "text", text: "a" },
            { type: "number", text: "1" },
          ],
        },
      ],
    },
  ],
  results: {
    rows: [
      { id: "order", name: { zh: "单号", en: "Order" }, type: "text", path: "data.no" },
      { id: "total", name: { zh: "合计", en: "Total" }, type: "number", path: "data.total" },
      { id: "when", name: { zh: "日期", en: "Day" }, type: "date", path: "data.day" },
    ],
    sample: { status: 200, body: { data: { no: "S-1", total: 9, day: "2026-12-01" } } },
  },
  atMost: "1h",
};
const LEAD = { name: '张三/"x"', amount: "1200000000000000000.10", source: "website" };

const aRequestFlow = (settings: JsonObject = {}) =>
  aFlow([
    aNode("ask", "http-request", { ...SETTINGS, ...settings }, { next: "copy", failed: "note" }),
    aNode("copy", "update", { values: [{ field: "name", value: { var: "$ask.order" } }] }),
    aNode("note", "update", { values: [{ field: "name", value: { var: "$ask.problem" } }] }),
  ]);
const sendOf = (effects: readonly Effect[]) => {
  const sends = effects.flatMap((effect) => (effect.type === "send" ? [effect] : []));
  const last = sends.at(-1);
  if (!last) throw new TypeError("nothing is sent");
  return last;
};
const answer = (run: PlayedRun, given: SendAnswer, send = sendOf(run.effects).id): PlayedRun =>
  run.move({ type: "answered", token: run.state.tokens[0]?.id ?? "", node: "ask", send, answer: given });

test("a request is made of fields, each written for its place, and holds no secret until it leaves", () => {
  const run = new PlayedRun(aRequestFlow(), LEAD);
  expect(run.waitsAt).toEqual(["ask"]);
  const { request: stored, target, waits } = sendOf(run.effects);
  expect([target, waits]).toEqual(["erp.example.com", "answer"]);
  const request = readRequest(new Settings(stored));
  if (!request) throw new TypeError("it is a request");
  expect(secretsOf(request)).toEqual(["k1", "k2"]);
  const leaving = renderRequest(
    request,
    new Map([
      ["k1", "s3cret"],
      ["k2", "t0ken"],
    ]),
  );
  expect(leaving.url.href).toBe(
    `https://erp.example.com/leads/${encodeURIComponent(LEAD.name)}?from=crm&who=amy%26x%3D1`,
  );
  expect(Object.fromEntries(leaving.headers)).toEqual({
    "x-key": "s3cret",
    "x-name": LEAD.name,
    "content-type": "application/json",
  });
  // Digit by digit: JavaScript's own numbers could not hold it.
  expect(leaving.body).toContain('"amount":1200000000000000000.10');
  expect(JSON.parse(leaving.body ?? "")).toMatchObject({
    title: `Lead ${LEAD.name}`,
    source: "website",
    sourceName: "官网注册",
    n: 12.5,
    no: null,
    isNew: true,
    contact: { token: "t0ken", tags: ["a", 1] },
  });
  const lines = httpKind.request(new Settings(stored));
  expect(lines.filter(({ value }) => value.type === "secret").map(({ label }) => label.en)).toEqual([
    "Header X-Key",
    "Content contact.token",
  ]);
});

test("raw text and forms are escaped for what they are", () => {
  const raw = new PlayedRun(aRequestFlow({ bodyType: "raw", raw: '{"n":"{name}"}' }), LEAD);
  const written = readRequest(new Settings(sendOf(raw.effects).request));
  expect(written && JSON.parse(renderRequest(written, new Map()).body ?? "")).toEqual({ n: LEAD.name });
  const form = new PlayedRun(
    aRequestFlow({ bodyType: "form", form: [{ name: "n", text: "{name}&admin=1" }] }),
    LEAD,
  );
  const sent = readRequest(new Settings(sendOf(form.effects).request));
  expect(new URLSearchParams(sent && renderRequest(sent, new Map()).body).get("n")).toBe(
    `${LEAD.name}&admin=1`,
  );
});

test("the answer becomes typed results for later steps", () => {
  const body = { data: { no: "S-7", total: "12.5", day: "2026-12-24" } };
  const run = answer(new PlayedRun(aRequestFlow(), LEAD), { ok: true, reply: { status: 201, body } });
  expect(run.state).toMatchObject({
    status: "done",
    outputs: { "ask.order": "S-7", "ask.total": "12.5", "ask.when": "2026-12-24", "ask.status": "201" },
  });
  expect(run.effects.at(-1)).toMatchObject({ type: "update", values: { name: "S-7" } });
  expect(run.withdrawn).toEqual(["1"]);
});

test("what cannot be read is empty and named in the trace", () => {
  const run = new PlayedRun(aRequestFlow(), LEAD);
  answer(run, { ok: true, reply: { status: 200, body: { data: { no: null, total: "lots" } } } });
  expect(run.state.outputs).toMatchObject({ "ask.order": null, "ask.total": null, "ask.when": null });
  const trace = run.path;
  expect(trace).toEqual(["ask", "ask", "copy"]);
});

test("a failure goes the other way with its reason, as does time that is over; late answers move nothing", () => {
  const problem = { zh: "对方拒绝", en: "Refused" };
  const refused = new PlayedRun(aRequestFlow(), LEAD);
  answer(refused, { ok: false, problem, reply: { status: 422, body: null } });
  expect(refused.path).toEqual(["ask", "ask", "note"]);
  expect(refused.state.outputs).toMatchObject({ "ask.status": "422", "ask.problem": "对方拒绝" });
  const late = new PlayedRun(aRequestFlow(), LEAD).ring("ask");
  expect(late.path).toEqual(["ask", "ask", "note"]);
  expect(late.withdrawn).toEqual(["1"]);
  const waiting = new PlayedRun(aRequestFlow(), LEAD);
  answer(waiting, { ok: true, reply: {} }, "another send");
  expect(waiting.waitsAt).toEqual(["ask"]);
});

test("it may stay until somebody deals with what failed", () => {
  const run = new PlayedRun(aRequestFlow({ whenFails: "held" }), LEAD);
  expect(sendOf(run.effects).waits).toBe("held");
});

test("a rehearsal sends nothing and goes on with the sample; a test says what came back", () => {
  const flow = new CompiledFlow(aRequestFlow(), leadCatalog);
  const world = new TestWorld().put("lead", { id: "l1", owner: "amy", ...LEAD });
  const run = { entity: "lead", record: "l1", startedBy: "amy" };
  const played = rehearse(flow, run, world);
  expect(played).toMatchObject({ state: { status: "done", outputs: { "ask.order": "S-1" } } });
  const given = {
    at: "2026-11-30T01:00:00.000Z",
    startedBy: null,
    values: { name: "x", amount: null, source: null },
  };
  const expect_ = {
    status: "done",
    owner: null,
    values: { name: "S-9" },
    asked: {},
    told: [],
    sent: ["ask"],
  } as const;
  const replies = { ask: { status: 200, body: { data: { no: "S-9" } } } };
  const among = { roster: world.roster, calendar: world.calendar, timeZone: "Asia/Shanghai" };
  const aTest = {
    id: "t",
    name: { zh: "t", en: "t" },
    given: { ...given, replies },
    answers: {},
    expect: expect_,
  };
  expect(playTest(flow, aTest, among).differences).toEqual([]);
  const broken = { ...aTest, given: { ...given, replies: { ask: { status: 500, body: null } } } };
  expect(playTest(flow, broken, among).differences[0]?.en).toContain("S-9");
});

test("the settings are checked: address, names, headers, fields that exist", () => {
  const problems = (settings: JsonObject) =>
    validateFlow(aRequestFlow(settings), leadCatalog).map(({ path }) =>
      path.replace("nodes.0.settings.", ""),
    );
  expect(problems({})).toEqual([]);
  expect(problems({ address: "" })).toEqual(["address"]);
  expect(problems({ address: "https://{name}.example.com/" })).toEqual(["address"]);
  expect(problems({ address: "ftp://example.com/" })).toEqual(["address"]);
  expect(problems({ address: "https://user@example.com/" })).toEqual(["address"]);
  expect(problems({ address: "https://example.com/{gone}" })).toEqual(["address"]);
  expect(
    problems({
      headers: [
        { name: "Host", text: "x" },
        { name: "a b", text: "" },
        { name: "A", secret: "" },
      ],
    }),
  ).toEqual(["headers.0.name", "headers.1.name", "headers.2.secret"]);
  expect(
    problems({
      json: [
        { name: "a", type: "text", text: "" },
        { name: "a", type: "field", field: "gone" },
      ],
    }),
  ).toEqual(["json.1.name", "json.1.field"]);
  const flow = aRequestFlow();
  const [node] = flow.nodes;
  expect(node && nodeSummary(node, summaryContext(flow, leadCatalog)).en).toBe("Ask erp.example.com (POST)");
});
