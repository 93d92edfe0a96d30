import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Route, type RouteInput, type RouteOutput, routes } from "@mortise/contract";
import { type ImportJob, startPlan } from "@mortise/forms";
import { useDatabase } from "@mortise/testing";
import { afterEach, expect, test } from "vitest";
import { type ChildServer, freePort, startChild } from "./fixtures/child-server.ts";

const database = useDatabase();
const LINK = /setup\?token=(\S+)/;
const ROWS = 4_000;
const BAD = 4;

const folder = mkdtempSync(join(tmpdir(), `mortise-crash-${process.pid}-`));
const children: ChildServer[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.process.kill("SIGKILL");
    await child.ended;
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
});

/** The server as a process of its own, always over the same database and files. */
async function launch(): Promise<{ readonly child: ChildServer; readonly address: string }> {
  const env = { PORT: String(await freePort()), DATA_DIR: folder, DATABASE_URL: database.url };
  const child = startChild({ env });
  children.push(child);
  return { child, address: await child.ready };
}

let cookie = "";

async function call<const R extends Route>(
  address: string,
  route: R,
  { params, body }: { readonly params?: object; readonly body?: unknown },
): Promise<RouteOutput<R>> {
  const path = Object.entries(params ?? {}).reduce(
    (before, [name, value]) => before.replace(`:${name}`, String(value)),
    route.path as string,
  );
  const isForm = body instanceof FormData;
  const answer = await fetch(`${address}/api/v1${path}`, {
    method: route.method,
    headers: {
      cookie,
      "x-requested-with": "mortise",
      ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const said = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (said) cookie = said;
  const text = await answer.text();
  expect([answer.status, text.slice(0, 300)]).toEqual([200, expect.anything()]);
  // The contract promises the shape.
  return JSON.parse(text) as RouteOutput<R>;
}

/** Resolves when the import is as far as wanted. */
async function reaches(
  address: string,
  id: string,
  isThere: (job: ImportJob) => boolean,
): Promise<ImportJob> {
  for (;;) {
    const job = await call(address, routes.getImport, { params: { app: "crm", id } });
    if (isThere(job)) return job;
    expect(["running", "done"]).toContain(job.status);
    await pause(20);
  }
}

test("an import whose server is killed twice in the middle goes on by itself and ends with exactly the right rows", async () => {
  const first = await launch();
  await call(first.address, routes.setup, {
    body: {
      token: LINK.exec(first.child.output())?.[1] ?? "",
      name: "甲",
      email: "a@example.com",
      password: "a-password",
      locale: "zh",
    } satisfies RouteInput<typeof routes.setup>["body"],
  });
  await call(first.address, routes.createApp, {
    body: { id: "crm", name: { zh: "销售", en: "Sales" }, template: "crm" },
  });
  const lines = Array.from({ length: ROWS }, (_none, index) =>
    // Every thousandth row is refused; nothing tells records apart, so that a row written twice would show.
    index % 1000 === 500 ? `崩${index},1` : `崩${index},`,
  );
  const form = new FormData();
  form.append("file", new Blob([["姓名,手机", ...lines].join("\n")]), "线索.csv");
  const job = await call(first.address, routes.uploadImport, { params: { app: "crm" }, body: form });
  const place = { sheet: 0, headerRow: 0 };
  const at = { app: "crm", id: job.id };
  const { mapping } = await call(first.address, routes.suggestMapping, {
    params: at,
    body: { entity: "lead", ...place },
  });
  const plan = startPlan("lead", place, { mapping, keys: [] });
  await call(first.address, routes.runImport, { params: at, body: { plan } });

  const killed: number[] = [];
  let server = first;
  for (const least of [1, ROWS / 2]) {
    await reaches(server.address, job.id, ({ processed }) => processed >= least);
    server.child.process.kill("SIGKILL");
    expect(await server.child.ended).toBe("SIGKILL");
    const { rows } = await database.pool.query("select status, processed from mortise.import");
    expect(rows[0].status).toBe("running");
    killed.push(rows[0].processed);
    server = await launch();
  }
  expect(Math.max(...killed)).toBeLessThan(ROWS);

  const done = await reaches(server.address, job.id, ({ status }) => status === "done");
  expect(done.counts).toEqual({ total: ROWS, create: ROWS - BAD, update: 0, skip: 0, error: BAD });
  expect(done.errors.map(({ row }) => row)).toEqual([502, 1502, 2502, 3502]);
  const { rows } = await database.pool.query(
    "select count(*)::int as leads, count(distinct name)::int as names from app_crm.lead where name like '崩%'",
  );
  expect(rows).toEqual([{ leads: ROWS - BAD, names: ROWS - BAD }]);
  // What flows do with a row, they have done once as well.
  const runs = await database.pool.query(
    "select count(*)::int as runs from mortise.flow_run group by flow, record having count(*) > 1",
  );
  expect(runs.rows).toEqual([]);
});
