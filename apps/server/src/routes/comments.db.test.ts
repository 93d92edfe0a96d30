import { routes } from "@mortise/contract";
import { ManualClock } from "@mortise/kit";
import { type Command, Follows, systemActor } from "@mortise/store";
import { expect, test } from "vitest";
import { type Caller, useServer } from "../fixtures/test-server.ts";

const app = useServer();
const of = (entity: string, id: string) => ({ app: "crm", entity, id });

/** A lead of 李娜, made by the marketing department. */
async function aLead(values: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const ops = await app.as("ops");
  const owner = app.people["lina"];
  const made = await ops.call(routes.createRecord, {
    params: { app: "crm", entity: "lead" },
    body: { values: { name: "评论线索", mobile: "13800001111", wechat: "wx-secret", owner, ...values } },
  });
  expect(made.status).toBe(200);
  // Routing may have had its own idea.
  await ops.call(routes.updateRecord, {
    params: of("lead", made.body.record.id),
    body: { values: { owner } },
  });
  return made.body.record.id;
}

async function say(login: string, id: string, text: string) {
  const caller = await app.as(login);
  return caller.call(routes.addComment, { params: of("lead", id), body: { text } });
}

async function messages(login: string, record: string) {
  const caller = await app.as(login);
  const { body } = await caller.call(routes.listNotifications, { query: {} });
  return body.items.filter((item) => item.record === record);
}

/** News wait until no older transaction runs, not even one of other tests' databases. */
async function everythingIsPast(): Promise<void> {
  const { pool } = app.database;
  const { rows } = await pool.query<{ xid: string }>("select pg_current_xact_id()::text as xid");
  const isPast = async () =>
    (
      await pool.query<{ past: boolean }>(
        "select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as past",
        [rows[0]?.xid],
      )
    ).rows[0]?.past;
  await expect.poll(isPast, { timeout: 120_000 }).toBe(true);
}

/** Tells all that has happened. */
async function tellNews(): Promise<void> {
  await everythingIsPast();
  await app.services.follows.tellNews();
}

/** What the news of a record say to somebody, those of the past left out. */
async function newsOf(login: string, record: string, work: () => Promise<unknown>) {
  await tellNews();
  const before = new Set((await messages(login, record)).map(({ id }) => id));
  await work();
  await tellNews();
  return (await messages(login, record)).filter(({ id }) => !before.has(id));
}

const change = (caller: Caller, id: string, values: Readonly<Record<string, unknown>>) =>
  caller.call(routes.updateRecord, { params: of("lead", id), body: { values } });

const mention = (login: string): string => `@[${app.people[login] ?? ""}]`;

test("whoever sees a record reads and writes its comments; nobody else learns that it has any", async () => {
  const id = await aLead();
  const said = await say("lina", id, `  请看 ${mention("zhao")}  `);
  expect(said).toMatchObject({ status: 200, body: { comment: { text: `请看 ${mention("zhao")}` } } });
  expect(said.body.labels).toHaveProperty(app.people["zhao"] ?? "");
  const auditor = await app.as("auditor");
  const read = await auditor.call(routes.listComments, { params: of("lead", id), query: {} });
  expect(read.body).toMatchObject({ count: 1, items: [{ author: app.people["lina"] }] });
  const other = await app.as("liuyang");
  for (const answer of [
    await other.call(routes.listComments, { params: of("lead", id), query: {} }),
    await say("liuyang", id, "hello"),
    await other.call(routes.mentionable, { params: of("lead", id), query: {} }),
    await other.call(routes.followState, { params: of("lead", id) }),
    await other.call(routes.setFollow, { params: of("lead", id), body: { following: true } }),
  ])
    expect(answer.status).toBe(404);
  expect((await say("lina", id, "   ")).body).toMatchObject({ code: "STORE_COMMENT_EMPTY" });
  const token = await app.withToken("ops");
  const byToken = await token.call(routes.addComment, { params: of("lead", id), body: { text: "x" } });
  expect(byToken.status).toBe(403);
});

test("a mention reaches those who see the record, and cannot name anybody else", async () => {
  const id = await aLead();
  const refused = await say("lina", id, `${mention("zhao")} ${mention("liuyang")}`);
  expect(refused.body).toMatchObject({ code: "STORE_MENTION_NOT_ALLOWED" });
  expect(await messages("zhao", id)).toEqual([]);
  const lina = await app.as("lina");
  const { body } = await lina.call(routes.mentionable, { params: of("lead", id), query: {} });
  const offered = body.people.map((person) => person.id);
  expect(offered).toContain(app.people["zhao"]);
  expect(offered).not.toContain(app.people["liuyang"]);
  await say("lina", id, `${mention("zhao")} 价格怎么定`);
  const [message] = await messages("zhao", id);
  expect(message?.title.zh).toContain("提到了你");
  expect(message?.title.zh).toContain("评论线索");
  expect(message?.body.zh).toMatch(/^@.+ 价格怎么定$/);
  // Who loses sight of the record no longer reads what was said about it.
  await change(await app.as("ops"), id, { owner: app.people["liuyang"] });
  const [later] = await messages("zhao", id);
  expect(later?.body.zh).toBe("");
  expect(later?.title.zh).not.toContain("评论线索");
});

test("people are found by the first letters of their names", async () => {
  const id = await aLead();
  const lina = await app.as("lina");
  const { body } = await lina.call(routes.mentionable, { params: of("lead", id), query: { q: "ln" } });
  expect(body.people.map((person) => person.id)).toEqual([app.people["lina"]]);
});

test("of many people only some are offered at a time, and the rest page by page", async () => {
  const id = await aLead();
  const { pool } = app.services.store;
  await pool.query(
    `with made as (
      insert into mortise.account (id, name, email, locale, time_zone, active, admin, created_at)
      select gen_random_uuid(), '林' || lpad(n::text, 3, '0'), 'lin' || n || '@example.com', 'zh', 'Asia/Shanghai', true, false, now()
      from generate_series(1, 150) n returning id)
    insert into mortise.role_member (account, app, role) select id, 'crm', 'director' from made`,
  );
  const lina = await app.as("lina");
  const names: string[] = [];
  let after: string | undefined;
  let pages = 0;
  do {
    const query = { q: "林", ...(after === undefined ? {} : { after }) };
    const { body } = await lina.call(routes.mentionable, { params: of("lead", id), query });
    expect(body.people.length).toBeLessThanOrEqual(20);
    names.push(...body.people.map(({ name }) => name));
    after = body.next;
    pages += 1;
  } while (after !== undefined && pages < 20);
  expect(names).toEqual(names.toSorted());
  expect(new Set(names).size).toBe(150);
  await pool.query(
    "delete from mortise.role_member m using mortise.account a where m.account = a.id and a.name like '林%'",
  );
  await pool.query("delete from mortise.account where name like '林%'");
});

test("comments are found by their words where the record may be seen, and stand in its timeline", async () => {
  const [id, foreign] = [await aLead(), await aLead({ mobile: "13800001112" })];
  await change(await app.as("ops"), foreign, { owner: app.people["liuyang"] });
  await say("lina", id, `${mention("zhao")} 客户想要榫卯样品 SAMPLE-77`);
  await say("liuyang", foreign, "这边也要榫卯样品");
  const search = async (login: string, q: string) => {
    const caller = await app.as(login);
    return (await caller.call(routes.searchComments, { params: { app: "crm" }, query: { q } })).body;
  };
  const found = await search("lina", "榫卯样品");
  expect(found.items.map(({ record }) => record)).toEqual([id]);
  expect(found).toMatchObject({ more: false, items: [{ entity: "lead", title: "评论线索" }] });
  const [hit] = found.items;
  expect(hit?.text).toMatch(/^@.+ 客户想要榫卯样品 SAMPLE-77$/);
  expect(hit?.marks.map(([from, to]) => hit.text.slice(from, to))).toEqual(["榫卯样品"]);
  expect((await search("director", "榫卯样品")).items).toHaveLength(2);
  expect((await search("lina", "sample 榫")).items).toHaveLength(1);
  expect((await search("lina", "榫卯模型")).items).toEqual([]);
  // The id behind a mention is not a word.
  expect((await search("lina", (app.people["zhao"] ?? "").slice(0, 8))).items).toEqual([]);
  const lina = await app.as("lina");
  const story = await lina.call(routes.timeline, { params: of("lead", id), query: {} });
  expect(story.body.items.find(({ type }) => type === "comment")).toMatchObject({
    actor: app.people["lina"],
    comment: { text: `${mention("zhao")} 客户想要榫卯样品 SAMPLE-77`, edited: false },
  });
  const ops = await app.as("ops");
  await ops.call(routes.deleteRecords, { params: { app: "crm", entity: "lead" }, body: { ids: [id] } });
  expect((await search("lina", "榫卯样品")).items).toEqual([]);
});

test("comments are changed by their authors alone; deleting takes the messages along", async () => {
  const id = await aLead();
  const { comment } = (await say("lina", id, "初稿")).body;
  const at = { ...of("lead", id), comment: comment.id };
  const [lina, zhao, admin] = [await app.as("lina"), await app.as("zhao"), await app.as("admin")];
  const edit = (caller: Caller, text: string) =>
    caller.call(routes.editComment, { params: at, body: { text } });
  expect((await edit(zhao, "x")).body).toMatchObject({ code: "STORE_COMMENT_NOT_YOURS" });
  expect((await edit(admin, "x")).status).toBe(403);
  const edited = await edit(lina, `终稿 ${mention("zhao")}`);
  expect(edited.body.comment).toMatchObject({ id: comment.id, text: `终稿 ${mention("zhao")}` });
  expect(edited.body.comment.editedAt).not.toBeNull();
  await edit(lina, `终稿二 ${mention("zhao")}`);
  expect(await messages("zhao", id)).toHaveLength(1);
  expect((await zhao.call(routes.deleteComment, { params: at })).status).toBe(403);
  const elsewhere = { ...at, id: await aLead() };
  expect((await lina.call(routes.deleteComment, { params: elsewhere })).status).toBe(404);
  expect((await admin.call(routes.deleteComment, { params: at })).status).toBe(200);
  expect(await messages("zhao", id)).toEqual([]);
  const left = await lina.call(routes.listComments, { params: of("lead", id), query: {} });
  expect(left.body).toEqual({ items: [], labels: {}, count: 0 });
});

test("comments of merged records stand on the survivor, also when the other is purged", async () => {
  const [survivor, loser] = [await aLead({ mobile: "13800002221" }), await aLead({ mobile: "13800002222" })];
  await say("lina", loser, "旧记录的话");
  const ops = await app.as("ops");
  const [admin = systemActor] = await app.services.actors.ofAccounts([app.people["admin"] ?? ""]);
  const run = (command: Command) =>
    app.services.store.records.execute(admin, "crm", [command], { type: "user" });
  const merge: Command = { type: "merge", entity: "lead", survivor, loser, values: {} };
  const merged = await run(merge);
  const texts = async (id: string) => {
    const { body } = await ops.call(routes.listComments, { params: of("lead", id), query: {} });
    return body.items.map(({ text }) => text);
  };
  expect(await texts(survivor)).toEqual(["旧记录的话"]);
  await app.services.store.records.undoChangeSet(admin, "crm", merged.changeSet, {});
  expect([await texts(survivor), await texts(loser)]).toEqual([[], ["旧记录的话"]]);
  await run(merge);
  expect((await say("lina", loser, "x")).body).toMatchObject({ code: "STORE_COMMENTS_CLOSED" });
  await run({ type: "purge", entity: "lead", ids: [loser], references: "clear" });
  expect(await texts(survivor)).toEqual(["旧记录的话"]);
  await run({ type: "delete", entity: "lead", ids: [survivor] });
  await run({ type: "purge", entity: "lead", ids: [survivor], references: "clear" });
  const rows = await app.services.store.pool.query(
    "select 1 from mortise.comment where record = any($1::uuid[])",
    [[survivor, loser]],
  );
  expect(rows.rowCount).toBe(0);
});

test("followers hear once of all that others changed, and only of fields that they may see", async () => {
  const id = await aLead();
  const [ops, marketing] = [await app.as("ops"), await app.as("marketing")];
  await marketing.call(routes.setFollow, { params: of("lead", id), body: { following: true } });
  const hidden = await newsOf("marketing", id, () => change(ops, id, { wechat: "wx-2" }));
  expect(hidden).toEqual([]);
  const told = await newsOf("marketing", id, async () => {
    await change(ops, id, { wechat: "wx-3", mobile: "13900009876" });
    await change(ops, id, { company: "海尔" });
  });
  expect(told).toHaveLength(1);
  const body = told[0]?.body.zh ?? "";
  expect(body).toContain("海尔");
  expect(body).toContain("9876");
  expect(body).not.toMatch(/13900009876|wx-3|微信/);
  expect(told[0]?.title.zh).toContain("评论线索");
  // One's own changes are no news.
  expect(await newsOf("marketing", id, () => change(marketing, id, { company: "海信" }))).toEqual([]);
  await marketing.call(routes.setFollow, { params: of("lead", id), body: { following: false } });
  expect(await newsOf("marketing", id, () => change(ops, id, { company: "澳柯玛" }))).toEqual([]);
});

test("owners follow what is theirs unless they say otherwise, and no longer what they lose", async () => {
  const id = await aLead();
  const [ops, lina] = [await app.as("ops"), await app.as("lina")];
  const state = async () => (await lina.call(routes.followState, { params: of("lead", id) })).body;
  expect(await state()).toEqual({ following: true, chosen: false });
  expect(await newsOf("lina", id, () => change(ops, id, { company: "甲" }))).toHaveLength(1);
  await lina.call(routes.saveFollowSettings, { body: { owned: false, created: false, commented: true } });
  expect(await state()).toEqual({ following: false, chosen: false });
  expect(await newsOf("lina", id, () => change(ops, id, { company: "乙" }))).toEqual([]);
  // Who joins the talk stays in it.
  await say("lina", id, "我来跟");
  expect(await state()).toEqual({ following: true, chosen: true });
  const list = async () =>
    (await lina.call(routes.listFollows, { params: { app: "crm" } })).body.items.filter(
      ({ record }) => record === id,
    );
  expect(await list()).toMatchObject([{ entity: "lead", record: id, title: "评论线索" }]);
  const lost = await newsOf("lina", id, () =>
    change(ops, id, { owner: app.people["liuyang"], company: "丙" }),
  );
  expect(lost).toEqual([]);
  expect(await list()).toEqual([]);
});

test("of many changed records a follower is told how many", async () => {
  const ids = await Promise.all(
    Array.from({ length: 7 }, (_, n) => aLead({ name: `批量${n}`, mobile: `1370000100${n}` })),
  );
  const [ops, auditor] = [await app.as("ops"), await app.as("auditor")];
  for (const id of ids)
    await auditor.call(routes.setFollow, { params: of("lead", id), body: { following: true } });
  await tellNews();
  const titles = async () =>
    (await auditor.call(routes.listNotifications, { query: {} })).body.items.map((item) => item.title.zh);
  const before = await titles();
  await ops.call(routes.updateRecords, {
    params: { app: "crm", entity: "lead" },
    body: { ids, values: { company: "同一家" } },
  });
  await tellNews();
  expect(await titles()).toEqual(["你关注的 7 条线索有更新", ...before]);
});

test("news that cannot be told hold up no others, are tried again later, and are given up with an entry for administrators", async () => {
  const [ops, auditor] = [await app.as("ops"), await app.as("auditor")];
  const told = await aLead({ name: "说得出", mobile: "13700002001" });
  const params = { app: "crm", entity: "customer" };
  const made = await ops.call(routes.createRecord, { params, body: { values: { name: "说不出" } } });
  const broken = made.body.record.id;
  for (const [entity, id] of [
    ["lead", told],
    ["customer", broken],
  ] as const)
    await auditor.call(routes.setFollow, { params: of(entity, id), body: { following: true } });
  await tellNews();
  const { db, records, releases } = app.services.store;
  const clock = new ManualClock("2026-11-29T01:00:00Z");
  const follows = (isBroken: boolean) =>
    new Follows({
      db,
      releases,
      clock,
      actors: app.services.actors,
      records: {
        ...records,
        quoted: (actor, at, quotes) =>
          isBroken && quotes[0]?.entity === "customer"
            ? Promise.reject(new TypeError("a broken condition"))
            : records.quoted(actor, at, quotes),
      },
    });
  const changeBoth = async (company: string) => {
    await change(ops, told, { company });
    await ops.call(routes.updateRecord, {
      params: of("customer", broken),
      body: { values: { name: company } },
    });
    await everythingIsPast();
  };
  const before = (await messages("auditor", told)).length;
  const unheard = (await messages("auditor", broken)).length;
  await changeBoth("一");
  expect((await follows(true).tellNews()).failures).toEqual(["a broken condition"]);
  expect(await messages("auditor", told)).toHaveLength(before + 1);
  // Not before it is due; then it is told once.
  expect(await follows(false).tellNews()).toEqual({ told: 0, failures: [] });
  clock.advance(61_000);
  expect(await follows(false).tellNews()).toEqual({ told: 1, failures: [] });
  expect(await messages("auditor", broken)).toHaveLength(unheard + 1);
  expect(await follows(false).tellNews()).toEqual({ told: 0, failures: [] });

  await changeBoth("二");
  let tries = 0;
  for (; tries < 20; tries += 1) {
    const { failures } = await follows(true).tellNews();
    if (failures.length === 0) break;
    clock.advance(6 * 3_600_000);
  }
  expect(tries).toBe(10);
  const admin = await app.as("admin");
  const audit = await admin.call(routes.listAudit, { query: { kind: "news-failed" } });
  expect(audit.body.items).toMatchObject([
    { entity: "customer", details: { count: 1, attempts: 10, reason: "a broken condition" } },
  ]);
});
