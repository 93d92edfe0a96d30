import { sameText } from "@mortise/kit";
import { describe, expect, test } from "vitest";
import type { DefinitionDocument } from "./documents/document.ts";
import type { EntityDocument } from "./documents/entity.ts";
import type { MenuDocument, MenuItem } from "./documents/menu.ts";
import { entityAdditions } from "./entity-additions.ts";

const supplier: EntityDocument = {
  kind: "entity",
  id: "supplier",
  version: 1,
  name: sameText("供应商"),
  icon: "box",
  color: "blue",
  titleField: "name",
  owned: false,
  fields: [{ id: "name", type: "text", name: sameText("名称") }],
};
const entry = (target: string): MenuItem => ({ id: target, type: "entity", target });
const group = (id: string, ...items: readonly MenuItem[]): MenuItem => ({
  id,
  type: "group",
  name: sameText(id),
  items,
});
const menu = (...items: readonly MenuItem[]): MenuDocument => ({
  kind: "menu",
  id: "main",
  version: 1,
  name: sameText("菜单"),
  items,
});
const builder: DefinitionDocument = {
  kind: "role",
  id: "ops",
  version: 1,
  name: sameText("运营"),
  builder: true,
  grants: {},
};
const added = { id: "m_supplier", type: "entity", target: "supplier" };

describe("a new entity", () => {
  test("is granted to builders and stands at the end of the group with most entities", () => {
    const sales = group("sales", entry("lead"), entry("customer"));
    const other = group("other", entry("product"));
    expect(entityAdditions([builder, menu(entry("home"), sales, other)], supplier)).toEqual([
      { ...builder, grants: { supplier: expect.objectContaining({ create: true }) as object } },
      menu(entry("home"), group("sales", entry("lead"), entry("customer"), added as MenuItem), other),
    ]);
  });

  test("stands at the end of the menu where most entities have no group", () => {
    const before = [entry("lead"), entry("customer"), group("other", entry("product"))];
    expect(entityAdditions([menu(...before)], supplier)).toEqual([menu(...before, added as MenuItem)]);
  });

  test("stands at the top when groups hold no entities", () => {
    const reports = group("reports", { id: "d", type: "dashboard", target: "sales" });
    expect(entityAdditions([menu(reports)], supplier)).toEqual([menu(reports, added as MenuItem)]);
  });

  test("gets an entry with an id of its own", () => {
    const taken: MenuItem = { id: "m_supplier", type: "view", target: "mine" };
    expect(entityAdditions([menu(taken)], supplier)).toEqual([
      menu(taken, { ...added, id: "m_supplier_2" } as MenuItem),
    ]);
  });

  test("is not added twice, nor where there is no menu, nor when it is the rows of another entity", () => {
    expect(entityAdditions([menu(group("g", entry("supplier")))], supplier)).toEqual([]);
    expect(entityAdditions([], supplier)).toEqual([]);
    const lines = { ...supplier, parent: { entity: "quote", field: "lines" } };
    expect(entityAdditions([menu(entry("quote"))], lines)).toEqual([]);
  });
});
