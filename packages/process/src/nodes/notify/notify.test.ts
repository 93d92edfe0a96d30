import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../../fixtures/lead-app.ts";
import { TestWorld } from "../../fixtures/test-world.ts";
import { advance, newRun } from "../../model/advance.ts";
import { CompiledFlow } from "../../model/compiled-flow.ts";
import { Roster } from "../../model/roster.ts";
import { rehearse } from "../../model/rehearse.ts";
import { nodeSummary, summaryContext, validateFlow } from "../../model/validate-flow.ts";
import type { World } from "../../model/world.ts";

const to = [{ source: "users", users: ["amy", "bob"] }];
const title = { zh: "{name}来了", en: "{name} is here" };
const flowBy = (by: readonly string[]) => aFlow([aNode("tell", "notify", { to, title, by: [...by] })]);

/** Amy has an address and a mobile number, Bob has neither. */
function aWorld(): World {
  const world = new TestWorld().put("lead", { id: "l1", name: "张三", owner: "amy" });
  const users = world.roster.users.map((user) =>
    user.id === "amy" ? { ...user, email: "amy@example.com", hasMobile: true } : user,
  );
  return Object.assign(world, { roster: new Roster(users, world.roster.teams) });
}
const run = { entity: "lead", record: "l1", startedBy: "amy" };

function play(by: readonly string[]) {
  const flow = new CompiledFlow(flowBy(by), leadCatalog);
  const moved = advance(flow, newRun(flow, run), { type: "start" }, aWorld());
  if (moved.kind === "needs") throw new TypeError("it needs nothing");
  return moved;
}

test("each way gets one message for each person it reaches; who is not reached is named in the trace", () => {
  const { effects, trace, state } = play(["app", "email", "sms"]);
  expect(state.status).toBe("done");
  expect(
    effects.map((effect) =>
      effect.type === "send" ? [effect.kind, effect.request["account"]] : effect.type,
    ),
  ).toEqual(["notify", ["email", "amy"], ["sms", "amy"]]);
  expect(effects[1]).toMatchObject({
    target: "email",
    request: { title: { ...title, quotes: { name: "张三" } } },
    policy: { tries: 12 },
  });
  expect(trace[0]?.text.zh).toBe(
    "通知了amy、bob；邮件没有发给bob：没有填写联系方式；短信没有发给bob：没有填写联系方式",
  );
});

test("without a choice people are told inside the product, as flows of before do", () => {
  const flow = new CompiledFlow(aFlow([aNode("tell", "notify", { to, title })]), leadCatalog);
  const moved = advance(flow, newRun(flow, run), { type: "start" }, aWorld());
  expect(moved).toMatchObject({ effects: [{ type: "notify", users: ["amy", "bob"] }] });
});

test("a rehearsal lists what would be sent; without any way the flow is not published", () => {
  const rehearsed = rehearse(new CompiledFlow(flowBy(["email"]), leadCatalog), run, aWorld());
  expect(rehearsed).toMatchObject({ effects: [{ type: "send", kind: "email" }], state: { status: "done" } });
  expect(validateFlow(flowBy([]), leadCatalog)[0]?.message.en).toBe("Choose how they are told");
  const flow = flowBy(["app", "email"]);
  const [node] = flow.nodes;
  expect(node && nodeSummary(node, summaryContext(flow, leadCatalog)).zh).toContain("（邮件）");
});
