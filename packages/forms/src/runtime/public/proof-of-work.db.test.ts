import { ManualClock, newId, sameText, silentLogger } from "@mortise/kit";
import type { FormDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/sha";
import { expect, test } from "vitest";
import { setUpImportBench } from "../../fixtures/import-bench.ts";
import { leadEntity } from "../../fixtures/lead-entity.ts";
import { createPublicForms } from "../index.ts";

const form = (id: string): FormDocument => ({
  kind: "form",
  id,
  version: 1,
  name: sameText(id),
  entity: "lead",
  items: [{ type: "field", id: "name", field: "name", span: 12 }],
  public: { enabled: true, slug: `${id}-slug`, access: { proof: "light", total: 50 } },
});
const bench = setUpImportBench([
  leadEntity({ id: "name", type: "text", name: sameText("name"), required: true }),
  form("guarded"),
  form("other"),
]);
const clock = new ManualClock("2026-11-22T02:00:00Z");
const visitor = { ...systemActor, kind: "public" as const, admin: false };
const forms = () =>
  createPublicForms({ store: bench.store, clock, logger: silentLogger, secret: "s".repeat(40) });

async function prove(slug: string, change: (challenge: Challenge) => Challenge = (same) => same) {
  const { challenge } = await forms().challenge(slug);
  const given = change(challenge as Challenge); // what the server issues
  const solution = await solveChallenge({ challenge: given, deriveKey });
  return Buffer.from(JSON.stringify({ challenge: given, solution })).toString("base64");
}
const send = (proof: string | undefined, more: object = {}) =>
  forms().submit(visitor, "guarded-slug", {
    values: { name: "访客" },
    ...(proof === undefined ? {} : { proof }),
    ...more,
  });
const refusal = { code: "FORM_PROOF_NEEDED" };
const count = async () => (await bench.rows("lead")).length;

test("a submission needs a solved challenge of this form, once, within its time", async () => {
  expect(await forms().describe("guarded-slug")).toMatchObject({ proof: true });
  for (const nothing of [undefined, "", "e30=", "x".repeat(3_000), btoa('{"challenge":{},"solution":{}}')])
    await expect(send(nothing)).rejects.toMatchObject(refusal);
  await expect(send(await prove("other-slug"))).rejects.toMatchObject(refusal);
  const proof = await prove("guarded-slug");
  await send(proof);
  await expect(send(proof)).rejects.toMatchObject(refusal);
  const late = await prove("guarded-slug");
  clock.advance(20 * 60_000);
  await expect(send(late)).rejects.toMatchObject(refusal);
  expect(await count()).toBe(1);
});

test("an easier challenge than the one that was issued is worth nothing", async () => {
  const eased = await prove("guarded-slug", (challenge) => ({
    ...challenge,
    parameters: { ...challenge.parameters, keyPrefix: "0" },
  }));
  await expect(send(eased)).rejects.toMatchObject(refusal);
});

test("of many submissions with one proof at once, one is written; answers to mend leave the proof good", async () => {
  const before = await count();
  const proof = await prove("guarded-slug");
  await expect(send(proof, { values: {} })).rejects.toMatchObject({ code: "FORM_SUBMISSION_INVALID" });
  const all = await Promise.allSettled(Array.from({ length: 6 }, () => send(proof)));
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await count()).toBe(before + 1);
});

test("a repeat of the same submission is thanked again, with a proof of its own or the used one", async () => {
  const before = await count();
  const idempotencyKey = newId();
  const proof = await prove("guarded-slug");
  await send(proof, { idempotencyKey });
  await send(proof, { idempotencyKey });
  await send(await prove("guarded-slug"), { idempotencyKey });
  expect(await count()).toBe(before + 1);
});
