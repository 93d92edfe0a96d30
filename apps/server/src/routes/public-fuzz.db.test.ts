import { routes } from "@mortise/contract";
import { startJobs } from "@mortise/jobs";
import { silentLogger } from "@mortise/kit";
import { findTemplate } from "@mortise/templates";
import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/sha";
import type { InjectOptions } from "fastify";
import { expect, test } from "vitest";
import { type FormUnderFire, HostileVisitor, POISON, POISON_NUMBER } from "../fixtures/hostile-submission.ts";
import { changeSettings } from "../fixtures/website-form.ts";
import { addressOf, useServer } from "../fixtures/test-server.ts";

// Nobody listens there; what is sent waits in the queue.
const app = useServer({ config: { smsUrl: "http://127.0.0.1:1/" } });
/** `MORTISE_FUZZ=10000 MORTISE_SEED=7 pnpm vitest run …` tries more, or the same again. */
const SUBMISSIONS = Number(process.env["MORTISE_FUZZ"] ?? 600);
const SEED = Number(process.env["MORTISE_SEED"] ?? Date.now() % 1_000_000);
const AT_ONCE = 8;
/** Milliseconds: many take their time on a busy machine. */
const PATIENCE = Math.max(180_000, SUBMISSIONS * 90);
const FORM = addressOf(routes.submitPublicForm, { params: { slug: "website-lead" } });
const ASKED: FormUnderFire["asked"] = {
  name: (number) => `访客${number}`,
  mobile: (number) => `135${String(10_000_000 + number)}`,
  company: (number) => `公司${number}`,
  region: () => "370102",
  industry: () => "chemical",
  needs: () => "希望尽快联系",
};

function formUnderFire(): FormUnderFire {
  const lead = findTemplate("crm")?.documents.find(({ kind, id }) => kind === "entity" && id === "lead");
  const ids = lead?.kind === "entity" ? lead.fields.map(({ id }) => id) : [];
  // The parameter of the address has its own way in.
  const notAsked = ids.filter((id) => !Object.hasOwn(ASKED, id) && !id.startsWith("utm_"));
  return {
    asked: ASKED,
    notAsked: [...notAsked, "owner", "team", "created_at"],
    parameters: ["utm_source", "utm_campaign"],
  };
}

test(
  `hostile submissions end in a clear answer and store nothing that the form does not ask (seed ${SEED})`,
  async () => {
    const visitor = new HostileVisitor(SEED, formUnderFire());
    const answers = await fire(SUBMISSIONS, () => visitor.next(FORM));
    // Otherwise this test would say nothing.
    expect(answers.get(200)).toBeGreaterThan(SUBMISSIONS / 20);
    expect(answers.get(400)).toBeGreaterThan(SUBMISSIONS / 20);
  },
  PATIENCE,
);

test(
  `so do hostile changes of an own submission, wishes for codes and made-up proofs (seed ${SEED})`,
  async () => {
    const editing = { hours: 24 };
    await changeSettings(app, { editing });
    const values = { name: "访客", mobile: "13512340099", region: "370102" };
    const params = { slug: "website-lead" };
    const mine = await app.anonymous.call(routes.submitPublicForm, { params, body: { values } });
    const token = mine.body.edit?.token ?? "";
    const visitor = new HostileVisitor(SEED + 1, formUnderFire());
    const part = Math.ceil(SUBMISSIONS / 3);
    const own = addressOf(routes.changeOwnSubmission, { params });
    const changes = await fire(part, () => visitor.nextChange(own, token));
    expect(changes.get(200)).toBeGreaterThan(0);
    expect(changes.get(404)).toBeGreaterThan(part / 10);

    await changeSettings(app, { editing, access: { proof: "light", verify: ["mobile"] } });
    const jobs = await startJobs({ store: app.services.store, logger: silentLogger, tasks: {} });
    const { body: work } = await app.anonymous.call(routes.publicChallenge, { params });
    const challenge = work.challenge as Challenge; // what the server issues
    const solution = await solveChallenge({ challenge, deriveKey });
    const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
    const codes = addressOf(routes.requestCode, { params });
    const wishes = await fire(part, () => visitor.nextCode(codes, proof));
    await jobs.stop();
    // One proof, one code at most.
    expect(wishes.get(200) ?? 0).toBeLessThanOrEqual(1);
    expect(wishes.get(403)).toBeGreaterThan(part / 10);
    const before = await leads();
    const unproven = await fire(part, () => visitor.nextUnproven(FORM));
    expect(unproven.get(403)).toBeGreaterThan(part / 10);
    expect(await leads()).toBe(before);
  },
  PATIENCE,
);

test(
  `hostile questions find nothing and leave nothing, also while answers fill others in (seed ${SEED})`,
  async () => {
    await changeSettings(
      app,
      { liveFills: true, fills: [] },
      { enabled: true, slug: "lead-query", by: ["mobile", "name"], show: [{ field: "name" }] },
    );
    const params = { slug: "lead-query" };
    const { body: work } = await app.anonymous.call(routes.publicQueryChallenge, { params });
    const challenge = work.challenge as Challenge; // what the server issues
    const solution = await solveChallenge({ challenge, deriveKey });
    const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
    const visitor = new HostileVisitor(SEED + 2, formUnderFire());
    const part = Math.ceil(SUBMISSIONS / 6);
    const before = await leads();
    const query = addressOf(routes.askPublicQuery, { params });
    const questions = await fire(part, () => visitor.nextQuestion(query, proof));
    // One proof, one answer at most.
    expect(questions.get(200) ?? 0).toBeLessThanOrEqual(1);
    expect(questions.get(403)).toBeGreaterThan(part / 10);
    const filling = addressOf(routes.fillPublicForm, { params: { slug: "website-lead" } });
    const fills = await fire(part, () => visitor.next(filling));
    expect(fills.get(200)).toBeGreaterThan(part / 10);
    expect(await leads()).toBe(before);
  },
  PATIENCE,
);

async function leads(): Promise<number> {
  const { rows } = await app.database.pool.query<{ count: string }>("select count(*) from app_crm.lead");
  return Number(rows[0]?.count);
}

/** Sends requests, and looks that each is answered clearly and none leaves anything behind; how often each status came. */
async function fire(count: number, next: () => InjectOptions): Promise<ReadonlyMap<number, number>> {
  const answers = new Map<number, number>();
  const unclear: string[] = [];
  for (let done = 0; done < count; done += AT_ONCE) {
    const requests = Array.from({ length: AT_ONCE }, next);
    const replies = await Promise.all(requests.map((request) => app.anonymous.send(request)));
    for (const [index, { status, text }] of replies.entries()) {
      answers.set(status, (answers.get(status) ?? 0) + 1);
      const isClear = status === 200 || (status >= 400 && status < 500 && text.includes('"message"'));
      if (!isClear)
        unclear.push(`${status} ${text.slice(0, 200)} for ${String(requests[index]?.payload).slice(0, 300)}`);
    }
  }
  expect(unclear).toEqual([]);
  expect(answers.get(429)).toBeUndefined();
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  expect(await poisoned()).toEqual([]);
  return answers;
}

/** Rows anywhere in the app, or in its history, that hold what was sent for fields that were not asked for. */
async function poisoned(): Promise<readonly string[]> {
  const { rows: tables } = await app.database.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'app_crm' or (schemaname = 'mortise' and tablename in ('record_history', 'stage_log', 'change_set'))`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await app.database.pool.query<{ row: string }>(
      `select left(t::text, 400) as row from ${name} as t where t::text like '%${POISON}%' or t::text like '%${POISON_NUMBER}%' limit 3`,
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}
