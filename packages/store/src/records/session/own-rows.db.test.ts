import { SAMPLE_APP } from "@mortise/testing";
import { expect, test } from "vitest";
import { systemActor } from "../../actor.ts";
import { savepoint } from "../../journal/savepoint.ts";
import { actors, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { WriteTransaction } from "../gateway.ts";
import type { Command } from "../record-command.ts";

const sample = useSampleGateway();
const cause = { type: "flow" } as const;

/** Runs commands one after the other in one transaction, as the system does. */
function inOne<T>(
  work: (
    run: (...commands: readonly Command[]) => Promise<readonly string[]>,
    transaction: WriteTransaction,
  ) => Promise<T>,
): Promise<T> {
  return sample.gateway.transaction(systemActor, cause, (transaction) =>
    work(async (...commands) => {
      const { results } = await transaction.execute(systemActor, SAMPLE_APP, commands, cause);
      return results.flatMap(({ ids }) => ids);
    }, transaction),
  );
}

const create = (entity: string, ...rows: readonly Record<string, string>[]): Command => ({
  type: "create",
  entity,
  rows: rows.map((row) => ({ ...row })),
});
const update = (entity: string, id: string, values: Record<string, string | null>): Command => ({
  type: "update",
  entity,
  changes: [{ id, values }],
});

const read = async (entity: string, id: string) =>
  (await sample.gateway.get(actors.admin, SAMPLE_APP, entity, id)).record;

test.each([1, 200])(
  "%i new records that the transaction changes again are what was written last, each step in their history",
  async (count) => {
    const rows = Array.from({ length: count }, (_, index) => ({ name: `n${index}`, amount: "1.5" }));
    const id = await inOne(async (run) => {
      const ids = await run(create("lead", ...rows));
      const last = ids.at(-1) ?? "";
      await run(update("lead", last, { owner: people.wang, team: people.teamA, stage: "quote" }));
      await run(update("lead", last, { amount: "2", stage: "quote" }));
      await run(update("lead", last, { owner: people.li, team: people.teamB, amount: "2.00" }));
      return last;
    });
    const now = { owner: people.li, team: people.teamB, amount: "2.00", stage: "quote", revision: 4 };
    expect(await read("lead", id)).toMatchObject(now);
    const { items } = await sample.gateway.history(actors.admin, SAMPLE_APP, { entity: "lead", id });
    const steps = items.map(({ action, changes }) => [
      action,
      changes
        .map(({ field, from, to }) => [field, from, to])
        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    ]);
    expect(steps).toEqual([
      [
        "updated",
        [
          ["owner", people.wang, people.li],
          ["team", people.teamA, people.teamB],
        ],
      ],
      ["updated", [["amount", "1.50", "2.00"]]],
      [
        "updated",
        [
          ["owner", null, people.wang],
          ["stage", "new", "quote"],
          ["team", null, people.teamA],
        ],
      ],
      ["created", []],
    ]);
  },
);

test("what a savepoint takes back is not taken for written", async () => {
  const id = await inOne(async (run, { db }) => {
    const [made = ""] = await run(create("lead", { name: "kept", mobile: "13800138000" }));
    const refused = savepoint(db, async () => {
      await run(update("lead", made, { name: "taken back" }));
      await run(create("lead", { name: "twice", mobile: "13800138000" }));
    });
    await expect(refused).rejects.toThrow("mobile");
    await run(update("lead", made, { region: "370100" }));
    return made;
  });
  expect(await read("lead", id)).toMatchObject({ name: "kept", region: "3701", revision: 2 });
});

test("a new record that was deleted again cannot be changed, and comes back as it was", async () => {
  const id = await inOne(async (run) => {
    const [made = ""] = await run(create("quote", { name: "Q" }));
    await run({ type: "delete", entity: "quote", ids: [made] });
    await expect(run(update("quote", made, { name: "again" }))).rejects.toThrow("exist");
    await run({ type: "restore", entity: "quote", ids: [made] });
    await run(update("quote", made, { name: "again" }));
    return made;
  });
  expect(await read("quote", id)).toMatchObject({ name: "again" });
});

test("rows of a new record follow it into the bin and back, and are changed where they are", async () => {
  const line = { name: "a", quantity: "2", price: "3" };
  const id = await inOne(async (run) => {
    const [made = ""] = await run({ type: "create", entity: "quote", rows: [{ name: "Q", lines: [line] }] });
    await run({ type: "delete", entity: "quote", ids: [made] });
    await run({ type: "restore", entity: "quote", ids: [made] });
    await run({ type: "update", entity: "quote", changes: [{ id: made, values: { lines: [line, line] } }] });
    return made;
  });
  expect(await read("quote", id)).toMatchObject({
    total: "12.00",
    lines: [{ amount: "6.00" }, { amount: "6.00" }],
  });
});
