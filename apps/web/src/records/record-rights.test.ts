import { expect, test } from "vitest";
import type { EntityPermission } from "../app/app-model.ts";
import { RightsBook } from "./record-rights.ts";

const entity: EntityPermission = {
  create: true,
  read: true,
  update: true,
  delete: false,
  import: false,
  export: false,
  purge: false,
  claim: true,
  assign: false,
  fields: { margin: "read" },
  limited: [],
  reveal: [],
};
const items = [{ id: "mine", revision: 1 }] as const;

test("a record of which nothing is said allows what the entity allows", () => {
  const book = new RightsBook();
  expect(book.permission(entity, "mine")).toEqual({ ...entity, release: true });
});

test("a record allows less where the answer says so, never more", () => {
  const book = new RightsBook();
  book.add({
    items: [...items],
    denied: { mine: ["update", "release"] },
    limits: { mine: { amount: "read" } },
  });
  expect(book.permission(entity, "mine")).toMatchObject({
    update: false,
    delete: false,
    claim: true,
    release: false,
    fields: { margin: "read", amount: "read" },
  });
  expect(book.permission({ ...entity, claim: false }, "mine").claim).toBe(false);
});

test("the newest answer counts", () => {
  const book = new RightsBook();
  book.add({ items: [...items], denied: { mine: ["update"] } });
  book.add({ items: [...items] });
  expect(book.permission(entity, "mine").update).toBe(true);
});
