import { fieldCatalog } from "@mortise/fields";
import { Catalog, type EntityDocument, type FieldDefinition } from "@mortise/metadata";
import { describe, expect, test } from "vitest";
import type { EntityPermission } from "../app/app-model.ts";
import { copiedValues } from "./copied-values.ts";

const field = (id: string, type: string, part: Partial<FieldDefinition> = {}): FieldDefinition => ({
  id,
  type,
  name: { zh: id, en: id },
  ...part,
});
const entity = (id: string, fields: readonly FieldDefinition[]): EntityDocument => ({
  kind: "entity",
  id,
  version: 1,
  name: { zh: id, en: id },
  icon: "file",
  color: "blue",
  titleField: "name",
  fields,
  owned: true,
});
const line = entity("line", [field("name", "text"), field("amount", "money"), field("cost", "money")]);
const quote = entity("quote", [
  field("name", "text"),
  field("no", "auto-number"),
  field("mobile", "mobile", { unique: true }),
  field("stage", "stage"),
  field("source", "select"),
  field("budget", "money"),
  field("contract", "attachment"),
  field("key", "secret"),
  field("checked", "switch", { readOnly: true }),
  field("lines", "sub-table", { settings: { entity: "line" } }),
]);
const catalog = new Catalog([quote, line], fieldCatalog);
const rights = (fields: EntityPermission["fields"] = {}): EntityPermission => ({
  create: true,
  read: true,
  update: true,
  delete: true,
  import: false,
  export: false,
  purge: false,
  claim: false,
  assign: false,
  fields,
  limited: [],
  reveal: [],
});
const record = {
  id: "r1",
  name: "灌装线",
  no: "BJ0001",
  mobile: "+8613800138000",
  stage: "won",
  source: "expo",
  budget: "1000",
  contract: [{ id: "f1" }],
  key: "******",
  checked: true,
  lines: [{ id: "l1", name: "主机", amount: "900", cost: "****", parent: "r1" }],
};
const copy = (fields: Readonly<Record<string, EntityPermission["fields"]>>) =>
  copiedValues(quote, record, { catalog, permission: (id) => rights(fields[id]) });

describe("copiedValues", () => {
  test("takes what can be filled in, without numbers, unique values, stage, files and secrets", () => {
    expect(copy({})).toEqual({
      name: "灌装线",
      source: "expo",
      budget: "1000",
      lines: [{ name: "主机", amount: "900", cost: "****" }],
    });
  });

  test("takes nothing that the person sees masked, in rows neither", () => {
    expect(copy({ quote: { budget: "masked" }, line: { cost: "masked", amount: "read" } })).toEqual({
      name: "灌装线",
      source: "expo",
      lines: [{ name: "主机" }],
    });
  });
});
