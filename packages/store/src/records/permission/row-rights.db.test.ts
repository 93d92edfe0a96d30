import { expect, test } from "vitest";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { Command } from "../record-command.ts";
import type { RecordRight } from "../record-query.ts";

const sample = useSampleGateway();
const PEOPLE = ["wang", "li", "zhao", "admin"] as const;

const commandOf = (right: RecordRight, id: string): Command => {
  const entity = "lead";
  if (right === "update") return { type: "update", entity, changes: [{ id, values: { name: "改过" } }] };
  if (right === "assign") return { type: right, entity, ids: [id], to: [people.li] };
  return { type: right, entity, ids: [id] };
};

/** Whether a right is held, found out by using it in a transaction that is then given up. */
async function works(actor: (typeof PEOPLE)[number], right: RecordRight, id: string): Promise<boolean> {
  const undo = new TypeError("undo");
  const tried = sample.gateway.transaction(actors[actor], byUser, async (transaction) => {
    await transaction.execute(actors[actor], "sample", [commandOf(right, id)], byUser);
    throw undo;
  });
  return tried.then(
    () => true,
    (error: unknown) => error === undo,
  );
}

test("a page and a single record tell exactly what can be done with each record", async () => {
  const ids = await sample.given(
    "lead",
    { name: "王的", owner: people.wang, team: people.teamA },
    { name: "李的", owner: people.li, team: people.teamB },
    { name: "公海", owner: null, team: people.teamA },
    { name: "青岛公海", owner: null, team: people.teamB },
  );
  let denials = 0;
  for (const actor of PEOPLE) {
    const page = await sample.gateway.query(actors[actor], "sample", { entity: "lead", fields: ["name"] });
    for (const { id, name } of page.items) {
      const { denied } = await sample.gateway.get(actors[actor], "sample", "lead", id);
      expect(denied?.[id]).toEqual(page.denied?.[id]);
      for (const right of ["update", "delete", "claim"] as const) {
        const summary = sample.gateway.permissionSummary(actors[actor], "sample", "lead");
        const told = summary[right] && !page.denied?.[id]?.includes(right);
        expect([actor, name, right, told]).toEqual([actor, name, right, await works(actor, right, id)]);
        denials += told ? 0 : 1;
      }
      const isOwnerless = name === "公海" || name === "青岛公海";
      const told = !page.denied?.[id]?.includes("release");
      expect([actor, name, told]).toEqual([actor, name, !isOwnerless && (await works(actor, "release", id))]);
    }
  }
  expect(ids).toHaveLength(4);
  expect(denials).toBeGreaterThan(8);
});

test("nothing is denied to administrators but what makes no sense", async () => {
  const [id = ""] = await sample.given("lead", { name: "公海", owner: null });
  const { denied } = await sample.gateway.get(actors.admin, "sample", "lead", id);
  expect(denied).toEqual({ [id]: ["release"] });
});
