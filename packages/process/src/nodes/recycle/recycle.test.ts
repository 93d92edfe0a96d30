import { fieldCatalog } from "@mortise/fields";
import { Catalog, type PoolDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../../fixtures/lead-app.ts";
import { TestWorld } from "../../fixtures/test-world.ts";
import { advance, newRun } from "../../model/advance.ts";
import { CompiledFlow } from "../../model/compiled-flow.ts";

const pool: PoolDocument = {
  kind: "pool",
  id: "main",
  version: 1,
  name: { zh: "公海", en: "Pool" },
  entity: "lead",
  order: 1,
  claiming: "open",
  protection: "12h",
};
const catalog = new Catalog([...leadCatalog.documents, pool], fieldCatalog);
const flow = new CompiledFlow(aFlow([aNode("back", "recycle", { reason: "超时" })]), catalog);

/** What the step does with a lead that is protected until then; the world's clock stands at 09:00 in Shanghai. */
function recycled(until: string | null) {
  const world = new TestWorld().put("lead", { id: "l1", owner: "amy", protected_until: until });
  const run = newRun(flow, { entity: "lead", record: "l1", startedBy: "amy" });
  const moved = advance(flow, run, { type: "start" }, world);
  if (moved.kind === "needs") throw new TypeError(`needs ${JSON.stringify(moved.needs)}`);
  return moved;
}

test("a record that its pool protects stays with its owner, and the run says until when", () => {
  const { state, effects, trace } = recycled("2026-11-22T02:00:00.000Z");
  expect(state.status).toBe("done");
  expect(effects.filter(({ type }) => type === "release" || type === "decision")).toEqual([]);
  expect(JSON.stringify(trace)).toContain("在保护期内，2026-11-22 10:00 前不收回，仍归负责人");
});

test("once protection is over, or without any, the record goes back", () => {
  const release = { type: "release", entity: "lead", id: "l1", reason: "超时" };
  for (const until of [null, "2026-11-22T01:00:00.000Z"])
    expect(recycled(until).effects).toContainEqual(release);
});
