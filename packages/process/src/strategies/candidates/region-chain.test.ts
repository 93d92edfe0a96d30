import type { JsonObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { giveLeads, ownersOf } from "../../fixtures/give-leads.ts";
import { aFlow, aNode, leadCatalog } from "../../fixtures/lead-app.ts";
import { TestWorld } from "../../fixtures/test-world.ts";
import { validateFlow } from "../../model/validate-flow.ts";

const byRegion = (more: JsonObject = {}) =>
  aFlow([
    aNode("give", "assign", {
      rules: [
        {
          id: "r",
          name: "按地区",
          to: {
            strategy: "team-round-robin",
            teamBy: "region",
            field: "region",
            thenFields: ["number_region", "ip_region"],
            regions: [
              { region: "3701", team: "jinan" },
              { region: "3702", team: "qingdao" },
            ],
            ...more,
          },
        },
      ],
      fallback: { strategy: "user", user: "director" },
    }),
  ]);

test("the first region that is not empty counts: the form, then the number, then the address", () => {
  const decisions = giveLeads(byRegion(), new TestWorld(), [
    { region: "3702", number_region: "3701" },
    { number_region: "3702", ip_region: "3701" },
    { ip_region: "3701" },
    { region: "11", number_region: "3701" },
    {},
  ]);
  expect(ownersOf(decisions)).toEqual(["dan", "dan", "amy", "director", "director"]);
  const told = decisions.map(({ details }) =>
    details.slice(0, 3).map(({ label, value }) => `${label.zh}：${value.zh}`),
  );
  expect(told[1]?.slice(0, 2)).toEqual(["地区：（空）", "手机归属地：山东省/青岛市"]);
  expect(told[3]?.[0]).toBe("按地区：没有对应的团队");
  expect(told[4]?.[0]).toBe("按地区：地区未知");
});

test("conditions ask for the first region that is there as well", () => {
  const chain = { coalesce: [{ var: "region" }, { var: "number_region" }, { var: "ip_region" }] };
  const flow = aFlow([
    aNode("give", "assign", {
      rules: [{ id: "r", when: { within: [chain, "37"] }, to: { strategy: "user", user: "amy" } }],
      fallback: { strategy: "user", user: "bob" },
    }),
  ]);
  expect(validateFlow(flow, leadCatalog).filter(({ severity }) => severity === "error")).toEqual([]);
  const leads = [{ ip_region: "3702" }, { number_region: "11", ip_region: "3702" }];
  expect(ownersOf(giveLeads(flow, new TestWorld(), leads))).toEqual(["amy", "bob"]);
});

test("only fields that hold regions may follow", () => {
  const flow = byRegion({ thenFields: ["name"] });
  expect(validateFlow(flow, leadCatalog).map(({ message }) => message.zh)).toContain("请选择地区字段");
  expect(validateFlow(byRegion(), leadCatalog).filter(({ severity }) => severity === "error")).toEqual([]);
});
