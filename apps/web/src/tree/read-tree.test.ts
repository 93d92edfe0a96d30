import type { ApiClient } from "@mortise/contract";
import { expect, test } from "vitest";
import { childrenOf, readMatches } from "./read-tree.ts";

const record = (id: string, up: string | null) => ({ id, revision: 1, up });
const ALL = [record("top", null), record("mid", "top"), record("leaf", "mid"), record("lone", "unseen")];

interface Asked {
  readonly search?: string;
  readonly filter?: { readonly in?: readonly [unknown, readonly string[]] };
}

/** Answers a search with the leaf and the lone one, and asks by id with the records that can be seen. */
function fakeApi(asked: Asked[]): ApiClient {
  const call = (_route: unknown, { body }: { readonly body: Asked }) => {
    asked.push(body);
    const wanted = body.filter?.in?.[1] ?? ["leaf", "lone"];
    const items = ALL.filter(({ id }) => wanted.includes(id));
    return Promise.resolve({ items, labels: {} });
  };
  // Only `call` is used.
  return { call } as unknown as ApiClient;
}

test("matches come with all that stands above them; what is out of sight is not asked for forever", async () => {
  const asked: Asked[] = [];
  const query = { app: "a", entity: "e", field: "up", fields: ["name"], search: "x" };
  const found = await readMatches(fakeApi(asked), query);
  expect([...found.records.keys()].toSorted()).toEqual(["leaf", "lone", "mid", "top"]);
  expect([...found.matches]).toEqual(["leaf", "lone"]);
  expect(asked.length).toBeLessThan(6);
  const lists = childrenOf(found.records, "up");
  expect(
    lists
      .get(null)
      ?.map(({ id }) => id)
      .toSorted(),
  ).toEqual(["lone", "top"]);
  expect(lists.get("mid")?.map(({ id }) => id)).toEqual(["leaf"]);
});
