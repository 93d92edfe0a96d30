import { expect, test } from "vitest";
import { documentRemovals } from "./document-removals.ts";
import type { EntityDocument } from "./documents/entity.ts";
import type { MenuDocument, MenuItem } from "./documents/menu.ts";
import type { RoleDocument } from "./documents/role.ts";

const text = { zh: "名称", en: "Name" };
const grant = { create: true, read: [], update: [], delete: [] };
const base = { version: 1, name: text } as const;
const pet: EntityDocument = {
  ...base,
  kind: "entity",
  id: "pet",
  icon: "box",
  color: "blue",
  titleField: "name",
  owned: false,
  fields: [],
};
const role: RoleDocument = {
  ...base,
  kind: "role",
  id: "ops",
  builder: true,
  grants: { pet: grant, lead: grant },
};
const lead: MenuItem = { id: "a", type: "entity", target: "lead" };
const menu: MenuDocument = {
  ...base,
  kind: "menu",
  id: "main",
  items: [
    lead,
    { id: "g", type: "group", name: text, items: [{ id: "b", type: "entity", target: "pet" }, lead] },
    { id: "c", type: "entity", target: "pet" },
    { id: "d", type: "dashboard", target: "pet" },
  ],
};

test("a removed entity leaves neither entries of the menu nor grants behind", () => {
  expect(documentRemovals([pet, role, menu], pet)).toEqual([
    { ...role, grants: { lead: grant } },
    {
      ...menu,
      items: [
        lead,
        { id: "g", type: "group", name: text, items: [lead] },
        { id: "d", type: "dashboard", target: "pet" },
      ],
    },
  ]);
});

test("what does not lead to it stays as it is", () => {
  expect(documentRemovals([role, menu], { ...pet, id: "other" })).toEqual([]);
});
