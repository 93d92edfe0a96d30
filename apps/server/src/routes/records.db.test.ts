import { routes } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import { systemActor } from "@mortise/store";
import { describe, expect, test } from "vitest";
import { type Caller, useServer } from "../fixtures/test-server.ts";

const app = useServer();
const params = { app: "crm", entity: "lead" };
const LOGINS = ["lina", "liuyang", "chenjing", "xulei", "machao", "linfang"];
let mobiles = 13_900_000_000;

interface LeadValues {
  readonly [field: string]: unknown;
}

/** A lead made by an administrator, routed unless it has an owner. */
async function aLead(values: LeadValues = {}, caller?: Caller): Promise<string> {
  mobiles += 1;
  const by = caller ?? (await app.as("admin"));
  const full = { name: "线索", source: "other", mobile: String(mobiles), ...values };
  const made = await by.call(routes.createRecord, { params, body: { values: full } });
  expect(made.status).toBe(200);
  return made.body.record.id;
}

/** A lead in the public pool, put there without routing. */
async function aPooledLead(): Promise<string> {
  mobiles += 1;
  const rows = [{ name: "公海线索", source: "other", mobile: String(mobiles), owner: null }];
  const cause = { type: "seed", skipFlows: true } as const;
  const command = { type: "create", entity: "lead", rows } as const;
  const { results } = await app.services.store.records.execute(systemActor, "crm", [command], cause);
  return results[0]?.ids[0] ?? "";
}

async function idsOf(caller: Caller, filter?: Expression): Promise<string[]> {
  const body = { ...(filter === undefined ? {} : { filter }), limit: 500 };
  return (await caller.call(routes.queryRecords, { params, body })).body.items.map(({ id }) => id);
}

const owned = (login: string) => ({ owner: app.people[login] });

describe("records over HTTP", () => {
  test("are made, read, changed under their revision, deleted and brought back", async () => {
    const ops = await app.as("ops");
    const id = await aLead({ name: "海尔", est_amount: "1234.50" }, ops);
    const at = { ...params, id };
    const read = await ops.call(routes.getRecord, { params: at });
    expect(read.body.record).toMatchObject({ id, name: "海尔", est_amount: "1234.50" });
    const { revision } = read.body.record;
    const body = { revision, values: { name: "海尔集团" } };
    const changed = await ops.call(routes.updateRecord, { params: at, body });
    expect(changed.body.record).toMatchObject({ name: "海尔集团" });
    expect((await ops.call(routes.updateRecord, { params: at, body })).status).toBe(409);
    await ops.call(routes.deleteRecords, { params, body: { ids: [id] } });
    const live = await ops.call(routes.queryRecords, { params, body: { search: "海尔集团" } });
    expect(live.body.items).toEqual([]);
    const bin = await ops.call(routes.queryRecords, { params, body: { state: "deleted" } });
    expect(bin.body.items.map((item) => item.id)).toContain(id);
    await ops.call(routes.restoreRecords, { params, body: { ids: [id] } });
    expect((await ops.call(routes.getRecord, { params: at })).body.record).toMatchObject({
      name: "海尔集团",
    });
  });

  test("repeated with the same idempotency key are made once", async () => {
    const token = await app.withToken("ops");
    const body = { values: { name: "重复提交", source: "other", mobile: "13712345678" } };
    const send = () => token.call(routes.createRecord, { params, body }, { "idempotency-key": "order-7" });
    const [first, second] = [await send(), await send()];
    expect(second.body.record.id).toBe(first.body.record.id);
    const found = await token.call(routes.queryRecords, { params, body: { search: "重复提交" } });
    expect(found.body.items).toHaveLength(1);
  });

  test("are paged by cursor without gaps and without repeats", async () => {
    const ops = await app.as("ops");
    const rows = Array.from({ length: 25 }, (_row, index) => ({ name: `翻页${index}`, source: "expo" }));
    await ops.call(routes.createRecords, { params, body: { rows } });
    const filter = { "==": [{ var: "source" }, "expo"] };
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const body = { filter, limit: 10, ...(after ? { after } : {}) };
      const page = await ops.call(routes.queryRecords, { params, body });
      seen.push(...page.body.items.map(({ id }) => id));
      after = page.body.next;
    } while (after);
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  });

  test("changed in bulk are undone as one", async () => {
    const ops = await app.as("ops");
    const ids = [await aLead({ grade: "a" }), await aLead({ grade: "b" })];
    const changed = await ops.call(routes.updateRecords, { params, body: { ids, values: { grade: "c" } } });
    const undone = await ops.call(routes.undoChangeSet, {
      params: { app: "crm", id: changed.body.changeSet },
      query: {},
    });
    expect(undone.body).toMatchObject({ undone: 2, conflicts: [] });
    const read = await ops.call(routes.getRecord, { params: { ...params, id: ids[0] ?? "" } });
    expect(read.body.record).toMatchObject({ grade: "a" });
  });
});

describe("a salesperson", () => {
  test("sees own leads and the pool, and other people's as if they did not exist", async () => {
    const [mine, theirs, pooled] = [
      await aLead(owned("lina")),
      await aLead(owned("liuyang")),
      await aPooledLead(),
    ];
    const lina = await app.as("lina");
    const seen = await idsOf(lina);
    expect(seen).toEqual(expect.arrayContaining([mine, pooled]));
    expect(seen).not.toContain(theirs);
    const nothing = "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d";
    for (const id of [theirs, nothing]) {
      const at = { ...params, id };
      const answers = await Promise.all([
        lina.call(routes.getRecord, { params: at }),
        lina.call(routes.updateRecord, { params: at, body: { values: { name: "抢" } } }),
        lina.call(routes.timeline, { params: at, query: {} }),
        lina.call(routes.recordWorkItems, { params: at }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    }
    const filter = { or: [{ "==": [{ var: "id" }, theirs] }, { "==": [1, 1] }] } as unknown as Expression;
    const answer = await lina.call(routes.queryRecords, { params, body: { filter, limit: 500 } });
    expect(answer.text).not.toContain(theirs);
  });

  test("cannot delete leads, nor take a colleague's along in a bulk change", async () => {
    const [mine, theirs] = [await aLead(owned("lina")), await aLead(owned("liuyang"))];
    const lina = await app.as("lina");
    expect((await lina.call(routes.deleteRecords, { params, body: { ids: [mine] } })).status).toBe(403);
    const body = { ids: [mine, theirs], values: { name: "一起改" } };
    const refused = await lina.call(routes.updateRecords, { params, body });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    const read = await (
      await app.as("liuyang")
    ).call(routes.getRecord, { params: { ...params, id: theirs } });
    expect(read.body.record["name"]).toBe("线索");
  });
});

describe("a field that a role may not see", () => {
  const CANARY = "wx-canary-7f3a";

  test("shows up nowhere: list, record, filter, sort, search, figures, timeline, or after a write", async () => {
    const id = await aLead({ name: "金丝雀", wechat: CANARY, mobile: "13612344321" });
    const marketing = await app.as("marketing");
    const at = { ...params, id };
    const clean = await Promise.all([
      marketing.call(routes.getRecord, { params: at }),
      marketing.call(routes.queryRecords, { params, body: { limit: 500 } }),
      marketing.call(routes.queryRecords, { params, body: { search: CANARY } }),
      marketing.call(routes.searchApp, { params: { app: "crm" }, query: { q: CANARY } }),
      marketing.call(routes.timeline, { params: at, query: {} }),
      marketing.call(routes.updateRecord, { params: at, body: { values: { company: "海信" } } }),
    ]);
    for (const { status, text } of clean) {
      expect(status).toBe(200);
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain("13612344321");
    }
    expect(clean[0]?.text).toContain("136****4321");
    expect(clean[2]?.body).toMatchObject({ items: [] });
    const probes = [
      { filter: { "==": [{ var: "wechat" }, CANARY] } },
      { sort: [{ field: "wechat" }] },
      { fields: ["wechat"] },
      { filter: { startsWith: [{ var: "mobile" }, "1361234"] } },
    ];
    for (const body of probes) {
      const probe = await marketing.call(routes.queryRecords, { params, body });
      expect({ body, status: probe.status }).toEqual({ body, status: 403 });
      expect(probe.text).not.toContain(id);
    }
    const dimensions = [{ field: "wechat" }];
    const grouped = await marketing.call(routes.aggregate, {
      params,
      body: { dimensions, measures: [{ id: "n", function: "count" }] } as never,
    });
    expect(grouped.status).toBeGreaterThanOrEqual(400);
    expect(grouped.text).not.toContain(CANARY);
  });

  test("cannot be written either", async () => {
    const id = await aLead({ wechat: CANARY });
    const marketing = await app.as("marketing");
    await marketing.call(routes.updateRecord, {
      params: { ...params, id },
      body: { values: { wechat: "x" } },
    });
    const read = await (await app.as("admin")).call(routes.getRecord, { params: { ...params, id } });
    expect(read.body.record["wechat"]).toBe(CANARY);
  });
});

describe("the public pool", () => {
  test("gives a lead to exactly one of many who claim it at the same moment", async () => {
    const id = await aPooledLead();
    const reps = await Promise.all(LOGINS.map((login) => app.as(login)));
    const answers = await Promise.all(
      [...reps, ...reps].map((rep) => rep.call(routes.claimRecords, { params, body: { ids: [id] } })),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    for (const { status } of answers.filter((answer) => answer !== won[0]))
      expect([404, 409]).toContain(status);
    const read = await (await app.as("admin")).call(routes.getRecord, { params: { ...params, id } });
    expect(read.body.record["owner"]).not.toBeNull();
  });

  test("takes a lead back with a reason, which its timeline tells", async () => {
    const id = await aLead(owned("lina"));
    const lina = await app.as("lina");
    const body = { ids: [id], reason: "联系不上" };
    expect((await lina.call(routes.releaseRecords, { params, body })).status).toBe(200);
    const { body: story } = await lina.call(routes.timeline, { params: { ...params, id }, query: {} });
    expect(JSON.stringify(story)).toContain("联系不上");
  });
});

describe("the timeline", () => {
  test("tells why routing chose the owner, with follow-ups and changes, newest first, page by page", async () => {
    const token = await app.withToken("ops");
    const id = await aLead({ source: "website_signup", region: "370102" }, token);
    const admin = await app.as("admin");
    const at = { ...params, id };
    const { owner } = (await admin.call(routes.getRecord, { params: at })).body.record;
    expect([app.people["wangqiang"], app.people["lina"]]).toContain(owner);
    await admin.call(routes.updateRecord, { params: at, body: { values: { company: "济南二机床" } } });
    const all = await admin.call(routes.timeline, { params: at, query: {} });
    const decision = all.body.items.find(({ type }) => type === "decision");
    expect(decision?.why?.zh).toMatch(/济南/);
    expect(decision?.details?.length).toBeGreaterThan(0);
    const times = all.body.items.map((item) => item.at);
    expect(times).toEqual(times.toSorted().toReversed());
    const paged: string[] = [];
    let before: string | undefined;
    do {
      const query = { limit: 1, ...(before ? { before } : {}) };
      const page = await admin.call(routes.timeline, { params: at, query });
      paged.push(...page.body.items.map((item) => item.id));
      before = page.body.next;
    } while (before);
    expect(paged.toSorted()).toEqual(all.body.items.map((item) => item.id).toSorted());
  });
});
