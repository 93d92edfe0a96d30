import { seededNumbers } from "@mortise/kit";
import { expect, test } from "vitest";
import { giveLeads, ownersOf, someLeads } from "../../fixtures/give-leads.ts";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { TestWorld } from "../../fixtures/test-world.ts";
import { type Come, nextByWeight } from "./smooth.ts";

/** Who has so many turns, one after the other. */
function turns(weights: Readonly<Record<string, number>>, count: number): readonly string[] {
  let come: Come = {};
  return Array.from({ length: count }, () => {
    const turn = nextByWeight(Object.keys(weights), { weigh: (id) => weights[id] ?? 0, come });
    come = turn?.come ?? {};
    return turn?.chosen ?? "";
  });
}

function countOf(list: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...Map.groupBy(list, (id) => id)].map(([id, all]) => [id, all.length]));
}

test("two shares and one are spread as evenly as can be, and come out the same each time", () => {
  expect(turns({ amy: 2, bob: 1 }, 9).join(" ")).toBe("amy bob amy amy bob amy amy bob amy");
  expect(turns({ amy: 5, bob: 1, cat: 1 }, 7).join(" ")).toBe("amy amy bob amy cat amy amy");
  expect(turns({ amy: 5, bob: 1, cat: 1 }, 7)).toEqual(turns({ amy: 5, bob: 1, cat: 1 }, 7));
});

test("whatever the shares, each round of all of them gives everybody exactly theirs", () => {
  const next = seededNumbers(20_261_130);
  for (let round = 0; round < 200; round += 1) {
    const people = Array.from({ length: 1 + Math.floor(next() * 8) }, (_, index) => `p${index}`);
    const weights = Object.fromEntries(people.map((id) => [id, 1 + Math.floor(next() * 100)]));
    const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    const given = turns(weights, all * 3);
    expect(countOf(given.slice(0, all))).toEqual(weights);
    expect(countOf(given.slice(all, 2 * all))).toEqual(weights);
    expect(given.slice(2 * all)).toEqual(given.slice(0, all));
  }
});

test("who cannot take part for a while loses nothing of how far the turn had come", () => {
  const weights = { amy: 2, bob: 1, cat: 1 };
  const weigh = (id: string): number => new Map(Object.entries(weights)).get(id) ?? 0;
  let come: Come = { cat: 1, amy: -1 };
  for (const _ of Array.from({ length: 30 }))
    come = nextByWeight(["amy", "bob"], { weigh, come })?.come ?? {};
  expect(come["cat"]).toBe(1);
});

const byShares = aFlow([
  aNode("give", "assign", {
    fallback: {
      strategy: "weighted",
      shares: [
        { user: "amy", share: 2 },
        { user: "eve", share: 5 },
        { user: "bob", share: 1 },
      ],
    },
  }),
]);

test("a step gives by shares, passes over disabled people, and says who stood how", () => {
  const decisions = giveLeads(byShares, new TestWorld(), someLeads(6));
  expect(ownersOf(decisions)).toEqual(["amy", "bob", "amy", "amy", "bob", "amy"]);
  const [first] = decisions;
  expect(first?.outcome).toMatchObject({
    rule: "fallback",
    among: { amy: 2, bob: 1 },
    skipped: { inactive: ["eve"] },
  });
  expect(first?.details.map(({ label, value }) => `${label.zh}：${value.zh}`)).toEqual([
    "amy：占 2 份，轮到，分给 TA",
    "eve：账号已停用，跳过",
    "bob：占 1 份，排队中",
    "分配给：amy · 济南",
  ]);
});
