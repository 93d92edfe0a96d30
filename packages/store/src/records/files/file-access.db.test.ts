import { newId } from "@mortise/kit";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { noteStoredFiles } from "../../migrations/0041-file-use.ts";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";

const sample = useSampleGateway();

async function uploaded(by: string | null) {
  const id = newId();
  await sql`insert into mortise.file (id, name, size, type, created_by)
    values (${id}, 'a.pdf', 1, 'application/pdf', ${by}::uuid)`.execute(sample.db);
  return { id, name: "a.pdf", size: 1, type: "application/pdf" };
}

const may = (actor: keyof typeof actors, file: { readonly id: string }) =>
  sample.gateway.mayReadFile(actors[actor], file.id);

function write(actor: keyof typeof actors, values: Readonly<Record<string, unknown>>, id?: string) {
  const command =
    id === undefined
      ? ({ type: "create", entity: "lead", rows: [values] } as const)
      : ({ type: "update", entity: "lead", changes: [{ id, values }] } as const);
  return sample.gateway.execute(actors[actor], "sample", [command], byUser);
}

test("until a record holds it, a file belongs to who uploaded it", async () => {
  const file = await uploaded(people.wang);
  expect(await may("wang", file)).toBe(true);
  expect(await may("li", file)).toBe(false);
  expect(await may("closer", file)).toBe(false);
  expect(await may("admin", file)).toBe(true);
  const visitor = { ...actors.stranger, kind: "public", userId: null } as const;
  expect(await sample.gateway.mayReadFile(visitor, file.id)).toBe(false);
});

test("a file follows the permission on the record and the field that hold it", async () => {
  const [open, secret] = [await uploaded(people.wang), await uploaded(people.zhao)];
  await sample.given("lead", { name: "x", owner: people.wang, papers: [open], secret_papers: [secret] });
  expect(await may("wang", open)).toBe(true);
  expect(await may("li", open)).toBe(false);
  expect(await may("auditor", open)).toBe(true);
  expect(await may("wang", secret)).toBe(false);
  expect(await may("closer", secret)).toBe(true);
  expect(await may("stranger", open)).toBe(false);
});

test("what a record held once is shown by its history, and stays with its readers", async () => {
  const file = await uploaded(people.zhao);
  const [id = ""] = await sample.given("lead", { name: "x", owner: people.wang, papers: [file] });
  await write("system", { papers: null }, id);
  expect(await may("wang", file)).toBe(true);
  await write("system", { owner: people.li }, id);
  expect(await may("wang", file)).toBe(false);
});

test("nobody opens a file by putting its id into a record of their own", async () => {
  const [foreign, own] = [await uploaded(people.zhao), await uploaded(people.wang)];
  await sample.given("lead", { name: "x", owner: people.li, papers: [foreign] });
  const error = await refusal(write("wang", { name: "mine", papers: [own, foreign] }));
  expect([error.code, error.details.map((detail) => detail.path)]).toEqual([
    "STORE_RECORD_INVALID",
    ["papers"],
  ]);
  const unknown = { ...own, id: newId() };
  expect((await refusal(write("wang", { name: "mine", papers: [unknown] }))).code).toBe(
    "STORE_RECORD_INVALID",
  );
  const { results } = await write("wang", { name: "mine", papers: [own] });
  const id = results[0]?.ids[0] ?? "";
  // What somebody else put there may stay when one's own is added.
  const theirs = await uploaded(people.li);
  await write("system", { papers: [own, theirs] }, id);
  await write("wang", { papers: [theirs, own] }, id);
  expect(await may("wang", theirs)).toBe(true);
});

test("the upgrade finds the files that records held before", async () => {
  const file = await uploaded(people.zhao);
  await sample.given("lead", { name: "x", owner: people.wang, papers: [file] });
  await sql`truncate mortise.file_use`.execute(sample.db);
  expect(await may("wang", file)).toBe(false);
  await noteStoredFiles(sample.db);
  expect(await may("wang", file)).toBe(true);
});
