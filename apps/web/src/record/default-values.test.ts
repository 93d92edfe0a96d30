import { fieldCatalog } from "@mortise/fields";
import { Catalog, type EntityDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { defaultValues } from "./default-values.ts";

const text = (id: string, value: unknown) => ({
  id,
  type: "text",
  name: { zh: id, en: id },
  ...(value === undefined ? {} : { default: value as string }),
});
const lead: EntityDocument = {
  kind: "entity",
  id: "lead",
  version: 1,
  name: { zh: "线索", en: "Lead" },
  icon: "lead",
  color: "blue",
  titleField: "name",
  owned: true,
  fields: [
    text("name", undefined),
    text("source", "website"),
    text("seller", { var: "$user" }),
    text("bad", { nonsense: [] }),
  ],
};

test("literals and the current person are filled in; what cannot be known is left to the server", () => {
  const context = { user: "u1", now: new Date("2026-11-22T01:00:00Z"), timeZone: "Asia/Shanghai" };
  const values = defaultValues(lead.fields, "lead", new Catalog([lead], fieldCatalog), context);
  expect(values).toEqual({ source: "website", seller: "u1" });
});
