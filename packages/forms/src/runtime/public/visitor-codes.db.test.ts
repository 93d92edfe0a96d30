import { type AppError, ManualClock, newId, sameText, silentLogger } from "@mortise/kit";
import { startJobs } from "@mortise/jobs";
import type { FormDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setUpImportBench } from "../../fixtures/import-bench.ts";
import { leadEntity } from "../../fixtures/lead-entity.ts";
import { CODE_JOB, createPublicForms } from "../index.ts";
import type { CodeDelivery } from "./visitor-codes.ts";

const form: FormDocument = {
  kind: "form",
  id: "coded",
  version: 1,
  name: sameText("预约"),
  entity: "lead",
  items: ["name", "mobile", "email"].map((field) => ({ type: "field", id: field, field, span: 12 })),
  public: {
    enabled: true,
    slug: "coded-slug",
    access: { verify: ["mobile", "email"] },
    editing: { hours: 48 },
  },
};
const bench = setUpImportBench([
  leadEntity(
    { id: "name", type: "text", name: sameText("name") },
    { id: "mobile", type: "mobile", name: sameText("mobile") },
    { id: "email", type: "email", name: sameText("email") },
  ),
  form,
]);
const clock = new ManualClock("2026-11-22T02:00:00Z");
const visitor = { ...systemActor, kind: "public" as const, admin: false };
const sent: { readonly to: string; readonly text: string; readonly code: string }[] = [];
const send = async (message: { to: string; text: string; template: { code: string } }) => {
  sent.push({ to: message.to, text: message.text, code: message.template.code });
};
const forms = () =>
  createPublicForms({
    store: bench.store,
    clock,
    logger: silentLogger,
    secret: "s".repeat(40),
    senders: { sms: send },
  });
const SLUG = "coded-slug";

let stop = async () => undefined as void;
beforeAll(async () => {
  const jobs = await startJobs({
    store: bench.store,
    logger: silentLogger,
    // What the request put there.
    tasks: { [CODE_JOB]: (payload) => forms().codes.deliver(payload as unknown as CodeDelivery) },
  });
  stop = () => jobs.stop();
});
afterAll(() => stop());

let peers = 0;
async function ask(value: string, more: object = {}) {
  peers += 1;
  // Codes to other numbers, of which nobody waited for the sending, may still be on their way.
  const toThis = () => sent.filter(({ to }) => to === `+86${value.replaceAll(" ", "")}`);
  const before = toThis().length;
  await forms().requestCode(visitor, SLUG, { field: "mobile", value, peer: `10.0.0.${peers}`, ...more });
  await expect.poll(() => toThis().length, { timeout: 20_000 }).toBe(before + 1);
  return toThis().at(-1)?.code ?? "";
}
const submit = (mobile: string, code: string | undefined, more: object = {}) =>
  forms().submit(visitor, SLUG, {
    values: { name: "访客", mobile },
    ...(code === undefined ? {} : { codes: { mobile: code } }),
    ...more,
  });
const wrongFor = (code: string) => (code === "000000" ? "000001" : "000000");
const count = async () => (await bench.rows("lead")).length;
const complaint = (words: RegExp) => ({
  code: "FORM_SUBMISSION_INVALID",
  details: [{ path: "mobile", message: { zh: expect.stringMatching(words) as unknown } }],
});

test("an answer that a form wants proved is taken with the code that was sent there, and only once", async () => {
  const described = await forms().describe(SLUG);
  expect(described.fields.map(({ verify }) => verify)).toEqual([undefined, "sms", "email"]);
  await expect(submit("13800000001", undefined)).rejects.toMatchObject(complaint(/输入收到的验证码/));
  await expect(submit("13800000001", "123456")).rejects.toMatchObject(complaint(/失效/));
  const code = await ask("138 0000 0001");
  expect(sent.at(-1)).toMatchObject({ to: "+8613800000001", text: expect.stringContaining(code) as unknown });
  await expect(submit("13800000001", wrongFor(code))).rejects.toMatchObject(complaint(/不正确/));
  // A code proves the number that it was sent to, and no other.
  await expect(submit("13800000002", code)).rejects.toMatchObject(complaint(/失效/));
  const key = newId();
  await submit("13800000001", code, { idempotencyKey: key });
  await submit("13800000001", code, { idempotencyKey: key });
  await expect(submit("13800000001", code)).rejects.toMatchObject(complaint(/失效/));
  expect(await count()).toBe(1);
});

test("what is not answered needs no code", async () => {
  const before = await count();
  await forms().submit(visitor, SLUG, { values: { name: "ohne" } });
  expect(await count()).toBe(before + 1);
});

test("after five wrong codes, or ten minutes, a code is worth nothing", async () => {
  const code = await ask("13800000003");
  for (let tries = 0; tries < 5; tries += 1)
    await expect(submit("13800000003", wrongFor(code))).rejects.toMatchObject(complaint(/不正确/));
  await expect(submit("13800000003", code)).rejects.toMatchObject(complaint(/失效/));
  const late = await ask("13800000004");
  clock.advance(10 * 60_000);
  await expect(submit("13800000004", late)).rejects.toMatchObject(complaint(/失效/));
});

test("of many tries at once no more than five are looked at, and of many uses one is written", async () => {
  const code = await ask("13800000005");
  const guesses = await Promise.allSettled(
    Array.from({ length: 12 }, () => submit("13800000005", wrongFor(code))),
  );
  const looked = guesses.filter(
    (one) => one.status === "rejected" && JSON.stringify((one.reason as AppError).details).includes("不正确"),
  );
  expect(looked).toHaveLength(5);
  const before = await count();
  const good = await ask("13800000006");
  const uses = await Promise.allSettled(Array.from({ length: 4 }, () => submit("13800000006", good)));
  expect(uses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await count()).toBe(before + 1);
});

test("codes are asked for once a minute and number, five times an hour, and so often from one place", async () => {
  const again = (value: string, peer = "1") =>
    forms().requestCode(visitor, SLUG, { field: "mobile", value, peer });
  await again("13800000007", "a");
  await expect(again("13800000007", "b")).rejects.toMatchObject({
    code: "FORM_CODE_TOO_SOON",
    message: expect.stringContaining(" 60 ") as unknown,
  });
  for (let times = 0; times < 4; times += 1) {
    clock.advance(60_000);
    await again("13800000007", `c${times}`);
  }
  clock.advance(60_000);
  await expect(again("13800000007", "d")).rejects.toMatchObject({ code: "FORM_CODE_TOO_SOON" });
  for (let times = 0; times < 20; times += 1) await again(`138000001${10 + times}`, "one place");
  await expect(again("13800000200", "one place")).rejects.toMatchObject({ code: "FORM_CODE_TOO_SOON" });
  await again("13800000200", "another place");
});

test("codes go only to what a field of the form takes, by a way that is set up", async () => {
  const request = (field: string, value: unknown) =>
    forms().requestCode(visitor, SLUG, { field, value, peer: "x" });
  await expect(request("name", "13800000009")).rejects.toMatchObject({ code: "FORM_CODE_UNAVAILABLE" });
  await expect(request("owner", "13800000009")).rejects.toMatchObject({ code: "FORM_CODE_UNAVAILABLE" });
  await expect(request("email", "a@example.com")).rejects.toMatchObject({ code: "FORM_CODE_UNAVAILABLE" });
  for (const value of ["", "12", "13800000009,13800000010", {}])
    await expect(request("mobile", value)).rejects.toMatchObject({ code: "FORM_SUBMISSION_INVALID" });
});

test("another number in an own submission is proved anew", async () => {
  clock.advance(60 * 60_000);
  const code = await ask("13800000301");
  const { edit } = await submit("13800000301", code);
  const token = edit?.token ?? "";
  const own = await forms().readOwn(visitor, SLUG, token);
  const change = (mobile: string, codes: object = {}) =>
    forms().changeOwn(visitor, SLUG, {
      token,
      revision: own.revision,
      values: { name: "改名", mobile },
      codes: { ...codes },
    });
  await expect(change("13800000302")).rejects.toMatchObject(complaint(/输入收到的验证码/));
  await change("13800000302", { mobile: await ask("13800000302") });
  expect((await forms().readOwn(visitor, SLUG, token)).answers["mobile"]).toBe("138 0000 0302");
});

test("neither code nor number stands in the table of codes", async () => {
  const { rows } = await bench.store.pool.query<{ row: string }>(
    "select t::text as row from mortise.visitor_code t",
  );
  const all = rows.map(({ row }) => row).join("\n");
  expect(rows.length).toBeGreaterThan(5);
  expect(all).not.toMatch(/13800000/);
  for (const { code } of sent) expect(all).not.toContain(`,${code},`);
});
