import { expect, test } from "vitest";
import type { MenuEntry } from "../app/app-menu.ts";
import { currentEntry } from "./current-entry.ts";

const entry = (id: string, path?: string, items: readonly MenuEntry[] = []): MenuEntry => ({
  id,
  name: { zh: id, en: id },
  icon: undefined,
  path,
  items,
});
const MENU = [
  entry("home", "/a/crm"),
  entry("sales", undefined, [entry("leads", "/a/crm/e/lead"), entry("pool", "/a/crm/e/lead?view=pool")]),
];
const current = (pathname: string, search = "") => currentEntry(MENU, { pathname, search })?.id;

test("a list stays marked in the menu whichever of its views is open", () => {
  expect(current("/a/crm/e/lead")).toBe("leads");
  expect(current("/a/crm/e/lead", "?view=all&q=x")).toBe("leads");
  expect(current("/a/crm/e/lead/0199")).toBe("leads");
  expect(current("/a/crm/e/leads")).toBeUndefined();
});

test("a view with an entry of its own marks that one only", () => {
  expect(current("/a/crm/e/lead", "?q=x&view=pool")).toBe("pool");
  expect(current("/a/crm/e/customer", "?view=pool")).toBeUndefined();
});

test("the start page is not above the others", () => {
  expect(current("/a/crm")).toBe("home");
  expect(current("/a/crm/changes")).toBeUndefined();
});
