import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";

const sample = useSampleGateway();

function change(
  actor: keyof typeof actors,
  id: string,
  values: Readonly<Record<string, unknown>>,
  revision?: number,
) {
  const changes = [{ id, values, ...(revision === undefined ? {} : { revision }) }];
  return sample.gateway.execute(
    actors[actor],
    "sample",
    [{ type: "update", entity: "lead", changes }],
    byUser,
  );
}

test("a lost update is told with both sides of every field and who was faster", async () => {
  const [id = ""] = await sample.given("lead", { name: "a", amount: 1, owner: people.wang });
  sample.clock.advance(60_000);
  await change("closer", id, { name: "b", amount: 2 });
  await change("closer", id, { name: "c" });
  await change("system", id, { margin: 5 });
  const error = await refusal(change("wang", id, { name: "mine", source: "expo" }, 1));
  expect([error.code, error.details.map((detail) => detail.path)]).toEqual([
    "STORE_CONFLICT",
    ["amount", "name"],
  ]);
  const at = "2026-11-22T02:01:00.000Z";
  expect(error.data).toMatchObject({
    conflicts: [
      {
        id,
        revision: 4,
        fields: [
          { field: "amount", was: "1.00", now: "2.00", by: people.zhao, at },
          { field: "name", was: "a", now: "c", mine: "mine", by: people.zhao, at },
        ],
      },
    ],
    labels: { [people.zhao]: "赵经理" },
  });
  // 王伟 may not see the margin.
  expect(JSON.stringify(error.data)).not.toContain("margin");
  await change("wang", id, { name: "mine" }, 4);
});

test("a masked field is told masked", async () => {
  const [id = ""] = await sample.given("lead", { name: "a", stage: "lost", mobile: "13800138001" });
  await change("system", id, { mobile: "13900139002" });
  const error = await refusal(change("closer", id, { name: "x" }, 1));
  expect(JSON.stringify(error.data)).toMatch(/\*/);
  expect(JSON.stringify(error.data)).not.toMatch(/38001380|39001390/);
});
