import { EVENTS_PATH, type LiveEvent, routes } from "@mortise/contract";
import { CHANGE_CHANNEL, type Command, systemActor } from "@mortise/store";
import { afterEach, describe, expect, test } from "vitest";
import { type Caller, useServer } from "../fixtures/test-server.ts";

const app = useServer();
const open: AbortController[] = [];

interface Stream {
  readonly status: number;
  readonly headers: Headers;
  readonly events: LiveEvent[];
  /** The id of the last event, as a browser keeps it. */
  readonly lastId: () => string;
  /** Waits until an event fits; rejects when the stream ends before. */
  until(fits: (event: LiveEvent) => boolean): Promise<LiveEvent>;
  readonly ended: Promise<void>;
}

async function listenAs(caller: Caller, lastEventId?: string): Promise<Stream> {
  const abort = new AbortController();
  open.push(abort);
  const url = (await app.listen()) + EVENTS_PATH;
  const headers = {
    ...caller.headers,
    ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
  };
  const response = await fetch(url, { headers, signal: abort.signal });
  const events: LiveEvent[] = [];
  let lastId = "";
  const waiting = new Set<() => void>();
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const chunk of response.body ?? []) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith("data: ")) events.push(JSON.parse(line.slice(6)) as LiveEvent);
        if (line.startsWith("id: ")) lastId = line.slice(4);
      }
      for (const wake of waiting) wake();
    }
  };
  let isOver = false;
  const ended = read()
    .catch(() => undefined)
    .then(() => {
      isOver = true;
      for (const wake of waiting) wake();
    });
  const until: Stream["until"] = (fits) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = events.find(fits);
        if (found) resolve(found);
        else if (isOver) reject(new TypeError("the stream ended"));
        else return;
        waiting.delete(look);
      };
      waiting.add(look);
      look();
    });
  const { status } = response;
  return { status, headers: response.headers, events, lastId: () => lastId, until, ended };
}

afterEach(() => {
  for (const abort of open.splice(0)) abort.abort();
});

const isChangeOf = (entity: string) => (event: LiveEvent) =>
  event.type === "change" && event.entity === entity;

/** Creates a record in the sight of 赵经理, its owner unless the values say otherwise. */
async function create(entity: string, given: Record<string, unknown>): Promise<void> {
  const admin = await app.as("admin");
  const values = { owner: app.people["zhao"], ...given };
  const made = await admin.call(routes.createRecord, { params: { app: "crm", entity }, body: { values } });
  expect(made.status).toBe(200);
}

/** Creates leads one by one: as many commits as leads. */
async function createLeads(count: number, values: Record<string, unknown> = {}): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const row = { name: `断线${index}`, source: "other", ...values };
    ids.push(...(await execute({ type: "create", entity: "lead", rows: [row] })));
  }
  return ids;
}

async function execute(command: Command): Promise<readonly string[]> {
  const cause = { type: "user", skipFlows: true } as const;
  const result = await app.services.store.records.execute(systemActor, "crm", [command], cause);
  return result.results[0]?.ids ?? [];
}

const changedIds = (stream: Stream, entity: string): readonly string[] =>
  stream.events.flatMap((event) => (event.type === "change" && event.entity === entity ? event.ids : []));

describe("the event stream", () => {
  test("needs somebody signed in and starts by asking to read everything", async () => {
    expect((await app.anonymous.send({ method: "GET", url: EVENTS_PATH })).status).toBe(401);
    const stream = await listenAs(await app.as("lina"));
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    expect(stream.headers.get("cache-control")).toBe("no-store");
    expect(stream.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await stream.until(() => true)).toEqual({ type: "resync" });
  });

  test("tells other people's browsers about changes of entities they may read, and of no others", async () => {
    const [zhao, marketing] = [
      await listenAs(await app.as("zhao")),
      await listenAs(await app.as("marketing")),
    ];
    await create("customer", { name: "保密客户" });
    await create("lead", { name: "公开线索", source: "other" });
    expect(await zhao.until(isChangeOf("customer"))).toMatchObject({ app: "crm" });
    await Promise.all([zhao.until(isChangeOf("lead")), marketing.until(isChangeOf("lead"))]);
    expect(marketing.events.filter(isChangeOf("customer"))).toEqual([]);
    expect(JSON.stringify([...zhao.events, ...marketing.events])).not.toMatch(/保密客户|公开线索/);
  });

  test("tells builders, and nobody else, of drafts that others save and of people at them", async () => {
    const ops = await app.as("ops");
    const [builder, lina] = [await listenAs(ops), await listenAs(await app.as("lina"))];
    await Promise.all([builder.until(() => true), lina.until(() => true)]);
    const params = { app: "crm" };
    const draft = await (await app.as("admin")).call(routes.getDraft, { params });
    const form = draft.body.documents.find(({ document }) => document.kind === "form");
    const saved = await (
      await app.as("admin")
    ).call(routes.saveDraft, {
      params,
      body: { documents: form ? [{ document: form.document, revision: form.revision }] : [] },
    });
    const [one] = saved.body.documents;
    expect(await builder.until(({ type }) => type === "draft")).toEqual({
      type: "draft",
      app: "crm",
      document: one?.key,
      revision: one?.revision,
    });
    const seat = "01890a5d-ac96-774b-bcce-b302099a8057";
    const taken = await ops.call(routes.takeSeat, {
      params: { app: "crm", seat },
      body: { document: "form/lead", element: "a" },
    });
    expect(taken.body.items).toMatchObject([{ id: seat, account: app.people["ops"], element: "a" }]);
    expect(await builder.until(({ type }) => type === "seats")).toEqual({ type: "seats", app: "crm" });
    const refused = await (
      await app.as("lina")
    ).call(routes.takeSeat, {
      params: { app: "crm", seat },
      body: { document: null, element: null },
    });
    expect(refused.status).toBe(403);
    await create("lead", { name: "之后", source: "other" });
    await builder.until(isChangeOf("lead"));
    expect(lina.events.filter(({ type }) => type === "draft" || type === "seats")).toEqual([]);
  });

  test("names a record to those who see it or saw it until the change, at once and after a break", async () => {
    const [lina, chenjing] = [await listenAs(await app.as("lina")), await listenAs(await app.as("chenjing"))];
    await Promise.all([lina.until(() => true), chenjing.until(() => true)]);
    const lastId = chenjing.lastId();
    const [id = ""] = await createLeads(1, { owner: app.people["lina"] });
    await expect.poll(() => changedIds(lina, "lead")).toContain(id);
    await execute({ type: "update", entity: "lead", changes: [{ id, values: { name: "改名" } }] });
    const [own = ""] = await createLeads(1, { owner: app.people["chenjing"] });
    await expect.poll(() => changedIds(chenjing, "lead")).toContain(own);
    expect(changedIds(chenjing, "lead")).not.toContain(id);
    const linasLast = lina.lastId();
    const handedOver = { id, values: { owner: app.people["chenjing"] } };
    await execute({ type: "update", entity: "lead", changes: [handedOver] });
    await expect.poll(() => changedIds(chenjing, "lead")).toContain(id);
    await execute({ type: "update", entity: "lead", changes: [{ id, values: { name: "又改" } }] });
    const [after = ""] = await createLeads(1, { owner: app.people["lina"] });
    await expect.poll(() => changedIds(lina, "lead")).toContain(after);
    // Once for each state that she saw: made, renamed, handed over.
    expect(changedIds(lina, "lead").filter((one) => one === id).length).toBeLessThanOrEqual(3);
    const [linaBack, chenjingBack] = [
      await listenAs(await app.as("lina"), linasLast),
      await listenAs(await app.as("chenjing"), lastId),
    ];
    await expect.poll(() => changedIds(linaBack, "lead")).toContain(id);
    await expect.poll(() => changedIds(chenjingBack, "lead")).toEqual(expect.arrayContaining([own, id]));
    expect(changedIds(chenjingBack, "lead")).not.toContain(after);
  });

  test("survives announcements about what no release knows, and ones that are no JSON", async () => {
    const zhao = await listenAs(await app.as("zhao"));
    const { pool } = app.database;
    for (const payload of [
      "{",
      "null",
      '{"app":"gone","entity":"lead","ids":[]}',
      '{"app":"crm","entity":"gone"}',
    ])
      await pool.query("select pg_notify($1, $2)", [CHANGE_CHANNEL, payload]);
    await create("lead", { name: "之后", source: "other" });
    expect(await zhao.until(isChangeOf("lead"))).toMatchObject({ app: "crm" });
  });

  test("ends at once for a person who is deactivated, signs out or changes the password elsewhere", async () => {
    const admin = await app.as("admin");
    const linfang = await listenAs(await app.as("linfang"));
    await admin.call(routes.updateAccount, {
      params: { id: app.people["linfang"] ?? "" },
      body: { active: false },
    });
    await expect(linfang.ended).resolves.toBeUndefined();
    const machao = await app.as("machao");
    const stream = await listenAs(machao);
    await machao.call(routes.signOut, {});
    await expect(stream.ended).resolves.toBeUndefined();
    const gaoming = await listenAs(await app.as("gaoming"));
    await app.services.accounts.update(app.people["gaoming"] ?? "", { password: "changed-elsewhere" });
    await expect(gaoming.ended).resolves.toBeUndefined();
  });

  test("goes on with fewer rights when a role is taken away", async () => {
    const admin = await app.as("admin");
    const xulei = await listenAs(await app.as("xulei"));
    const id = app.people["xulei"] ?? "";
    await admin.call(routes.updateAccount, { params: { id }, body: { roles: { crm: ["marketing"] } } });
    await expect.poll(() => app.live.size).toBeGreaterThan(0);
    const owner = id;
    await create("customer", { name: "收回之后", owner });
    await create("lead", { name: "仍可看", source: "other", owner });
    await xulei.until(isChangeOf("lead"));
    expect(xulei.events.filter(isChangeOf("customer"))).toEqual([]);
  });

  test("of a token ends when the token is revoked", async () => {
    const token = await app.withToken("ops");
    const stream = await listenAs(token);
    await app.services.tokens.revoke(token.id);
    await expect(stream.ended).resolves.toBeUndefined();
  });

  test("tells a browser that was away all that it missed, and no more than it may know", async () => {
    const zhao = await listenAs(await app.as("zhao"));
    await zhao.until(() => true);
    const lastId = zhao.lastId();
    expect(lastId).toMatch(/^\d+$/);
    open.pop()?.abort();
    await zhao.ended;
    const marketing = await app.as("marketing");
    await create("customer", { name: "离开时" });
    const ids = await createLeads(200);
    const back = await listenAs(await app.as("zhao"), lastId);
    await expect.poll(() => changedIds(back, "lead")).toEqual(expect.arrayContaining([...ids]));
    await back.until(isChangeOf("customer"));
    expect(back.events.some(({ type }) => type === "resync")).toBe(false);
    const other = await listenAs(marketing, lastId);
    await expect.poll(() => changedIds(other, "lead")).toEqual(expect.arrayContaining([...ids]));
    expect(other.events.filter(isChangeOf("customer"))).toEqual([]);
  });

  test("asks to read everything when the place it left is not known any more", async () => {
    for (const id of ["1", "nonsense", "9".repeat(19)]) {
      const stream = await listenAs(await app.as("zhao"), id);
      expect(await stream.until(() => true)).toEqual({ type: "resync" });
    }
  });

  test("catches up when the server lost its own line to the database", async () => {
    const zhao = await listenAs(await app.as("zhao"));
    await zhao.until(() => true);
    await app.database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'mortise-listen' and datname = current_database()`,
    );
    const ids = await createLeads(200);
    await expect.poll(() => changedIds(zhao, "lead")).toEqual(expect.arrayContaining([...ids]));
    expect(zhao.events.filter(({ type }) => type === "resync")).toHaveLength(1);
  });

  test("is not held more than twenty times by one person", async () => {
    const chenjing = await app.as("chenjing");
    const first = await listenAs(chenjing);
    for (let count = 0; count < 20; count += 1) await listenAs(chenjing);
    await expect(first.ended).resolves.toBeUndefined();
  });

  test("forgets browsers that went away, and ends with the server", async () => {
    const before = app.live.size;
    const lina = await listenAs(await app.as("lina"));
    open.pop()?.abort();
    await lina.ended;
    await expect.poll(() => app.live.size).toBeLessThanOrEqual(before);
    const zhao = await listenAs(await app.as("zhao"));
    app.live.close();
    await zhao.ended;
    await expect(listenAs(await app.as("zhao"))).rejects.toThrow(/fetch failed|terminated|other side closed/);
  });
});
