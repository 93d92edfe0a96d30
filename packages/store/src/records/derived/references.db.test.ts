import { AppError, ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { relatedApp } from "../../testing/related-app.ts";
import type { Command, RecordValues } from "../record-command.ts";
import type { RecordQuery } from "../record-query.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
const PERSON = "01890000-0000-7000-8000-000000000001";
let store: Store;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  await database.pool.query("insert into mortise.account (id, name) values ($1, '王伟')", [PERSON]);
  await store.releases.createApp(relatedApp("rel"), systemActor);
});
afterAll(() => store.close());

const actorOf = (role: string): Actor => ({
  ...systemActor,
  kind: "user",
  userId: PERSON,
  admin: false,
  roles: { rel: [role] },
});

async function run(...commands: readonly Command[]): Promise<readonly string[]> {
  clock.advance(1);
  const { results } = await store.records.execute(systemActor, "rel", commands, { type: "user" });
  return results.flatMap(({ ids }) => ids);
}

async function make(entity: string, ...rows: readonly RecordValues[]): Promise<readonly string[]> {
  return run({ type: "create", entity, rows });
}

const change = (entity: string, id: string, values: RecordValues) =>
  run({ type: "update", entity, changes: [{ id, values }] });

async function read(entity: string, id: string, actor: Actor = systemActor) {
  return (await store.records.get(actor, "rel", entity, id)).record;
}

async function names(entity: string, query: Omit<RecordQuery, "entity">, actor: Actor = systemActor) {
  const page = await store.records.query(actor, "rel", { entity, ...query });
  return page.items.map((item) => item["name"]);
}

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw error ?? new TypeError("was not refused");
}

describe("several references", () => {
  test("are kept in order in a table of links, changed as a set, and undone", async () => {
    const [a = "", b = "", c = ""] = await make("contact", { name: "a" }, { name: "b" }, { name: "c" });
    const [deal = ""] = await make("deal", { name: "d", contacts: [b, a] });
    expect((await read("deal", deal))["contacts"]).toEqual([b, a]);
    expect((await read("contact", a))["deals"]).toEqual([deal]);
    await change("deal", deal, { contacts: [c, b] });
    expect((await read("deal", deal))["contacts"]).toEqual([c, b]);
    const history = await store.records.history(systemActor, "rel", { entity: "deal", id: deal });
    expect(history.items[0]?.changes[0]).toMatchObject({ field: "contacts", from: [b, a], to: [c, b] });
    expect(history.labels[c]).toBe("c");
    await store.records.undoChangeSet(
      { ...systemActor, admin: true },
      "rel",
      history.items[0]?.changeSet ?? "",
    );
    expect((await read("deal", deal))["contacts"]).toEqual([b, a]);
    const { rows } = await database.pool.query(
      `select target from app_rel."deal$contacts" order by position`,
    );
    expect(rows.map((row: { target: string }) => row.target)).toEqual([b, a]);
  });

  test("name the survivor once two of them are merged, and both again when that is undone", async () => {
    const [a = "", b = "", c = ""] = await make("contact", { name: "a" }, { name: "b" }, { name: "c" });
    const [both = "", one = ""] = await make(
      "deal",
      { name: "both", contacts: [b, c, a], amount: 1 },
      { name: "one", contacts: [b], amount: 2 },
    );
    const command = { type: "merge", entity: "contact", survivor: a, loser: b, values: {} } as const;
    const { changeSet } = await store.records.execute(systemActor, "rel", [command], { type: "user" });
    expect((await read("deal", both))["contacts"]).toEqual([a, c]);
    expect((await read("deal", one))["contacts"]).toEqual([a]);
    expect((await read("contact", a))["deal_sum"]).toBe("3.00");
    await store.records.undoChangeSet({ ...systemActor, admin: true }, "rel", changeSet);
    expect((await read("deal", both))["contacts"]).toEqual([b, c, a]);
    expect((await read("deal", one))["contacts"]).toEqual([b]);
  });

  test("filter, group and count; a deleted record leaves the list and comes back to it", async () => {
    const [x = "", y = ""] = await make("contact", { name: "x" }, { name: "y" });
    await make("deal", { name: "xy", contacts: [x, y] }, { name: "y only", contacts: [y] });
    const sort = [{ field: "name" }];
    expect(await names("deal", { filter: { contains: [{ var: "contacts" }, x] } })).toEqual(["xy"]);
    expect(await names("deal", { sort, filter: { containsAny: [{ var: "contacts" }, [x, y]] } })).toEqual([
      "xy",
      "y only",
    ]);
    const groups = await store.records.aggregate(systemActor, "rel", {
      entity: "deal",
      filter: { contains: [{ var: "contacts" }, y] },
      dimensions: [{ field: "contacts" }],
      measures: [{ id: "n", name: { zh: "n", en: "n" }, function: "count" }],
    });
    expect(
      Object.fromEntries(groups.rows.map((row) => [groups.labels[String(row.keys[0])], row.values["n"]])),
    ).toEqual({ x: "1", y: "2" });
    await run({ type: "delete", entity: "contact", ids: [y] });
    expect(await names("deal", { filter: { "==": [{ var: "contact_count" }, 1] } })).toContain("xy");
    expect(await names("deal", { filter: { contains: [{ var: "contacts" }, y] } })).toEqual([]);
    await run({ type: "restore", entity: "contact", ids: [y] });
    expect(await names("deal", { sort, filter: { contains: [{ var: "contacts" }, y] } })).toEqual([
      "xy",
      "y only",
    ]);
  });

  test("refuse what does not exist, naming the field", async () => {
    const error = await refusal(make("deal", { name: "d", contacts: [PERSON] }));
    expect(error.details).toEqual([expect.objectContaining({ path: "contacts" })]);
  });
});

describe("lookups and rollups", () => {
  test("follow every write, kept and live alike, and formulas follow them", async () => {
    const [up = ""] = await make("company", { name: "up", industry: "steel" });
    const [co = ""] = await make("company", { name: "co", industry: "cloth", above: up });
    expect(await read("company", co)).toMatchObject({
      deal_count: "0",
      won_amount: "0.00",
      won_live: "0.00",
    });
    const [one = ""] = await make(
      "deal",
      {
        name: "one",
        amount: 10,
        stage: "won",
        company: co,
        lines: [
          { name: "l", price: 3 },
          { name: "m", price: 4 },
        ],
      },
      { name: "two", amount: 20, stage: "open", company: co },
    );
    expect(await read("company", co)).toMatchObject({
      deal_count: "2",
      won_amount: "10.00",
      won_live: "10.00",
      largest: "20.00",
      average: "15.000",
      stages: "2",
      lines_total: "7.00",
      won_share: "5.00",
      won_share_live: "5.00",
    });
    expect(await read("deal", one)).toMatchObject({
      industry: "cloth",
      industry_live: "cloth",
      company_won: "10.00",
      line_total: "7.00",
      above_industry: "steel",
    });
    await change("company", co, { industry: "paper" });
    expect(await read("deal", one)).toMatchObject({ industry: "paper", industry_live: "paper" });
    await change("deal", one, { company: up });
    expect(await read("company", co)).toMatchObject({
      deal_count: "1",
      won_amount: "0.00",
      lines_total: "0.00",
    });
    expect(await read("company", up)).toMatchObject({
      deal_count: "1",
      won_amount: "10.00",
      won_share: "10.00",
    });
    expect(await read("deal", one)).toMatchObject({ industry: "steel", company_won: "10.00" });
    await run({ type: "delete", entity: "deal", ids: [one] });
    expect(await read("company", up)).toMatchObject({ deal_count: "0", won_amount: "0.00", largest: null });
  });

  test("sort, filter by paths and group, live ones too", async () => {
    const [p = "", q = ""] = await make(
      "company",
      { name: "p", industry: "pq" },
      { name: "q", industry: "pq", above: null },
    );
    await change("company", q, { above: p });
    await make(
      "deal",
      { name: "pq1", amount: 5, stage: "won", company: p },
      { name: "pq2", amount: 9, stage: "won", company: q },
    );
    const ours = { "==": [{ var: "industry_live" }, "pq"] };
    expect(
      await names("company", {
        filter: { "==": [{ var: "industry" }, "pq"] },
        sort: [{ field: "won_live", descending: true }],
      }),
    ).toEqual(["q", "p"]);
    expect(await names("deal", { filter: { "==": [{ var: "company.above.name" }, "p"] } })).toEqual(["pq2"]);
    expect(await names("deal", { filter: ours, sort: [{ field: "company_won" }] })).toEqual(["pq1", "pq2"]);
    const grouped = await store.records.aggregate(systemActor, "rel", {
      entity: "deal",
      filter: ours,
      dimensions: [{ field: "industry_live" }],
      measures: [{ id: "won", name: { zh: "", en: "" }, function: "sum", field: "company_won" }],
    });
    expect(grouped.rows).toMatchObject([{ keys: ["pq"], values: { won: "14.00" } }]);
  });

  test("leave the revision of the record alone, and cannot be written", async () => {
    const [co = ""] = await make("company", { name: "co" });
    await make("deal", { name: "d", amount: 1, company: co });
    expect((await read("company", co)).revision).toBe(1);
    for (const field of ["deal_count", "won_live", "deals"]) {
      const error = await refusal(change("company", co, { [field]: null }));
      expect(error.details[0]?.path).toBe(field);
    }
  });
});

describe("permission", () => {
  test("what a person may not see in another entity is null in every lookup, path and sort", async () => {
    const [own = "", other = ""] = await make(
      "company",
      { name: "own", industry: "i-own", owner: PERSON },
      { name: "other", industry: "i-other" },
    );
    const [mine = "", theirs = ""] = await make(
      "deal",
      { name: "mine", company: own, amount: 1, stage: "won" },
      { name: "theirs", company: other, amount: 2, stage: "won" },
    );
    const sales = actorOf("sales");
    expect(await read("deal", mine, sales)).toMatchObject({
      industry: "i-own",
      industry_live: "i-own",
      company_won: "1.00",
    });
    const hidden = await read("deal", theirs, sales);
    expect(hidden).toMatchObject({
      industry: null,
      industry_live: null,
      company_won: null,
      company_owner: null,
    });
    expect(hidden).not.toHaveProperty("company_secret");
    const both = { in: [{ var: "id" }, [mine, theirs]] };
    for (const path of ["industry", "industry_live", "company.industry"]) {
      const equal = { and: [both, { "==": [{ var: path }, "i-other"] }] };
      expect(await names("deal", { filter: equal }, sales)).toEqual([]);
      expect(await names("deal", { filter: { and: [both, { empty: [{ var: path }] }] } }, sales)).toEqual([
        "theirs",
      ]);
    }
    for (const path of ["company_secret", "company.secret"]) {
      const error = await refusal(names("deal", { filter: { "==": [{ var: path }, "s"] } }, sales));
      expect(error.code).toBe("STORE_FIELD_NOT_ALLOWED");
    }
  });

  test("a rollup goes over the records a person sees, whether it is kept or not", async () => {
    const [co = ""] = await make("company", { name: "co" });
    await make(
      "deal",
      { name: "mine", amount: 3, stage: "won", company: co, owner: PERSON },
      { name: "theirs", amount: 40, stage: "won", company: co },
    );
    const clerk = actorOf("clerk");
    expect(await read("company", co, clerk)).toMatchObject({
      deal_count: "1",
      won_amount: "3.00",
      won_live: "3.00",
      won_share: "3.00",
    });
    expect(await read("company", co)).toMatchObject({ deal_count: "2", won_amount: "43.00" });
    expect(
      await names(
        "company",
        { filter: { and: [{ "==": [{ var: "id" }, co] }, { ">": [{ var: "won_amount" }, 3] }] } },
        clerk,
      ),
    ).toEqual([]);
    expect(await read("company", co, actorOf("nobody")).catch(() => "unseen")).toBe("unseen");
  });
});

describe("trees", () => {
  test("no record stands below itself", async () => {
    const [a = "", b = "", c = ""] = await make("company", { name: "a" }, { name: "b" }, { name: "c" });
    await change("company", b, { above: a });
    await change("company", c, { above: b });
    for (const above of [a, c]) {
      const error = await refusal(change("company", a, { above }));
      expect(error.details).toEqual([expect.objectContaining({ path: "above" })]);
    }
    const swap = run({
      type: "update",
      entity: "company",
      changes: [
        { id: a, values: { above: c } },
        { id: b, values: { above: null } },
      ],
    });
    await expect(swap).resolves.toBeDefined();
  });
});

describe("deleting a record that others point at", () => {
  async function appWith(app: string, rule: string) {
    const documents = relatedApp(app, (entity) => ({
      ...entity,
      fields: entity.fields.map((field) =>
        field.id === "company" ? { ...field, settings: { ...field.settings, onDelete: rule } } : field,
      ),
    }));
    await store.releases.createApp(documents, systemActor);
    const execute = async (...commands: readonly Command[]) => {
      clock.advance(1000);
      return store.records.execute(systemActor, app, commands, { type: "user" });
    };
    const { results } = await execute({ type: "create", entity: "company", rows: [{ name: "海尔" }] });
    const company = results[0]?.ids[0] ?? "";
    const made = await execute({
      type: "create",
      entity: "deal",
      rows: [{ name: "大单", company, amount: 5, lines: [{ name: "l", price: 1 }] }],
    });
    const deal = made.results[0]?.ids[0] ?? "";
    const record = async () => (await store.records.get(systemActor, app, "deal", deal)).record;
    const bin = (type: "delete" | "restore") => execute({ type, entity: "company", ids: [company] });
    return { company, deal, record, bin, execute };
  }

  test("is refused, naming them, when the builder said so", async () => {
    const { bin, execute, deal } = await appWith("held", "restrict");
    const error = await refusal(bin("delete"));
    expect(error.code).toBe("STORE_RECORD_IN_USE");
    expect(error.details[0]?.message.zh).toContain("大单");
    await execute({ type: "delete", entity: "deal", ids: [deal] });
    await expect(bin("delete")).resolves.toBeDefined();
    // The deal cannot come back before what it belongs to.
    const back = execute({ type: "restore", entity: "deal", ids: [deal] });
    expect((await refusal(back)).code).toBe("STORE_PARENT_DELETED");
  });

  test("empties the field, and fills it again when the record comes back or the deletion is undone", async () => {
    const { company, record, bin } = await appWith("cleared", "clear");
    await bin("delete");
    expect((await record())["company"]).toBeNull();
    await bin("restore");
    expect((await record())["company"]).toBe(company);
    const { changeSet } = await bin("delete");
    await store.records.undoChangeSet({ ...systemActor, admin: true }, "cleared", changeSet);
    expect((await record())["company"]).toBe(company);
  });

  test("takes them along with their child rows, and brings them back together", async () => {
    const { record, bin } = await appWith("along", "cascade");
    const { changeSet } = await bin("delete");
    expect((await record())["deleted_at"]).not.toBeNull();
    await bin("restore");
    expect(await record()).toMatchObject({ deleted_at: null, line_total: "1.00" });
    await expect(
      store.records.undoChangeSet({ ...systemActor, admin: true }, "along", changeSet),
    ).resolves.toBeDefined();
  });
});
