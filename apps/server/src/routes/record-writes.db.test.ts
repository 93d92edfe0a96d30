import { routes } from "@mortise/contract";
import { describe, expect, test } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer();
const params = { app: "crm", entity: "lead" };
const named = (name: string) => ({ "==": [{ var: "name" }, name] });

describe("writes over HTTP", () => {
  test("by key: change what is there, create the rest, and answer a repeat from memory", async () => {
    const ops = await app.as("ops");
    const row = (name: string) => ({ name, source: "other", mobile: "13712345001" });
    const first = await ops.call(routes.upsertRecords, {
      params,
      body: { keys: ["mobile"], rows: [row("一"), { name: "二", source: "other", mobile: "13712345002" }] },
    });
    expect(first.body.records.map((record) => record.created)).toEqual([true, true]);
    const again = await ops.call(routes.upsertRecords, {
      params,
      body: { keys: ["mobile"], rows: [row("一改")] },
    });
    expect(again.body.records).toMatchObject([{ id: first.body.records[0]?.id, created: false }]);
  });

  test("by filter: counted first, then written as one, then undone after a preview", async () => {
    const ops = await app.as("ops");
    const rows = [0, 1, 2].map((index) => ({
      name: "按条件",
      source: "other",
      mobile: `1371234600${index}`,
    }));
    await ops.call(routes.createRecords, { params, body: { rows } });
    const filter = named("按条件");
    const count = await ops.call(routes.countMatching, { params, body: { filter, operation: "update" } });
    expect(count.body).toEqual({ matching: 3, allowed: 3 });
    const done = await ops.call(routes.updateMatching, {
      params,
      body: { filter, values: { name: "已改" } },
    });
    expect(done.body.count).toBe(3);
    const at = { app: "crm", id: done.body.changeSet };
    const preview = await ops.call(routes.previewUndo, { params: at });
    expect(preview.body).toMatchObject({ records: [{ entity: "lead", count: 3 }], conflictCount: 0 });
    const undone = await ops.call(routes.undoChangeSet, { params: at, query: { conflicts: "untouched" } });
    expect(undone.body.undone).toBe(3);
    const list = await ops.call(routes.listChangeSets, { params: { app: "crm" }, query: {} });
    expect(list.body.items.find((item) => item.id === done.body.changeSet)?.undone).toBe(true);
    const gone = await ops.call(routes.deleteMatching, { params, body: { filter } });
    expect(gone.body.count).toBe(3);
  });

  test("each record with values of its own: one change-set, all or none, undone as one", async () => {
    const ops = await app.as("ops");
    const rows = [0, 1, 2].map((index) => ({
      name: `逐条${index}`,
      source: "other",
      mobile: `1371234800${index}`,
    }));
    const made = (await ops.call(routes.createRecords, { params, body: { rows } })).body.records;
    const read = async (id: string) =>
      (await ops.call(routes.getRecord, { params: { ...params, id } })).body.record;
    const readAll = () => Promise.all(made.map(({ id }) => read(id)));
    const names = async () => (await readAll()).map((record) => record["name"]);
    const changes = (await readAll()).map(({ id, revision }, index) => ({
      id,
      revision,
      values: { name: `改${index}` },
    }));
    const done = await ops.call(routes.changeRecords, { params, body: { changes } });
    expect(await names()).toEqual(["改0", "改1", "改2"]);
    // The revisions are those from before the first change: somebody else's work would be lost.
    const stale = await ops.call(routes.changeRecords, {
      params,
      body: { changes: changes.map((change) => ({ ...change, values: { name: "晚到" } })) },
    });
    expect(stale.status).toBe(409);
    const wrong = made.map(({ id }, index) => ({
      id,
      values: index === 1 ? { mobile: "12" } : { name: "半途" },
    }));
    const refused = await ops.call(routes.changeRecords, { params, body: { changes: wrong } });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ details: [{ path: "rows.1.mobile" }] });
    expect(await names()).toEqual(["改0", "改1", "改2"]);
    const at = { app: "crm", id: done.body.changeSet };
    const undone = await ops.call(routes.undoChangeSet, { params: at, query: {} });
    expect(undone.body).toMatchObject({ undone: 3, conflicts: [] });
    expect(await names()).toEqual(["逐条0", "逐条1", "逐条2"]);
    const redone = await ops.call(routes.undoChangeSet, {
      params: { app: "crm", id: undone.body.changeSet },
      query: {},
    });
    expect(redone.body.undone).toBe(3);
    expect(await names()).toEqual(["改0", "改1", "改2"]);
  });

  test("two become one, and the bin is emptied by those who may", async () => {
    const [ops, admin] = [await app.as("ops"), await app.as("admin")];
    const make = async (name: string, mobile: string) =>
      (await ops.call(routes.createRecord, { params, body: { values: { name, source: "other", mobile } } }))
        .body.record.id;
    const [keep, double] = [await make("留下", "13712347001"), await make("重复", "13712347002")];
    const merged = await ops.call(routes.mergeRecords, {
      params: { ...params, id: keep },
      body: { loser: double, values: { name: "合并后" } },
    });
    expect(merged.body.record).toMatchObject({ id: keep, name: "合并后" });
    const gone = await ops.call(routes.getRecord, { params: { ...params, id: double } });
    expect(gone.body.mergedInto).toBe(keep);
    const body = { ids: [double], references: "clear" as const };
    expect((await ops.call(routes.purgeRecords, { params, body })).status).toBe(403);
    expect((await admin.call(routes.purgeRecords, { params, body })).body.count).toBe(1);
    const audit = await admin.call(routes.listAudit, { query: { kind: "purge" } });
    expect(audit.body.items[0]).toMatchObject({ record: double, entity: "lead", app: "crm" });
    expect((await ops.call(routes.listAudit, { query: {} })).status).toBe(403);
  });
});
