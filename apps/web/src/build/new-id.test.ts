import type { EntityDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { newDocumentId, newFieldId } from "./new-id.ts";

const ID = /^[a-z][a-z0-9_]{0,47}$/;

test("Chinese names become pinyin, English names stay readable", () => {
  expect(newDocumentId({ zh: "客户方言", en: "" }, [])).toBe("ke_hu_fang_yan");
  expect(newDocumentId({ zh: "客户", en: "Customer level" }, [])).toBe("customer_level");
});

test("an id that is taken gets a number", () => {
  expect(newDocumentId({ zh: "", en: "Name" }, ["name", "name_2"])).toBe("name_3");
});

test("any name gives a valid id", () => {
  for (const zh of ["2024年目标", "！！！", "绿色A/B-测试", "长".repeat(80), "_x_"])
    expect(newDocumentId({ zh, en: "" }, [])).toMatch(ID);
});

test("a field never gets a key that fields cannot have; its own stays free for it", () => {
  const [name, search] = [
    { zh: "名称", en: "Name" },
    { zh: "搜索", en: "Search" },
  ];
  const field = { id: "name", type: "text", name };
  const entity: EntityDocument = {
    kind: "entity",
    id: "lead",
    version: 1,
    name,
    icon: "lead",
    color: "blue",
    titleField: "name",
    owned: true,
    fields: [field],
  };
  expect(newFieldId(entity, search)).toBe("search_2");
  expect(newFieldId(entity, { zh: "", en: "Owner" })).toBe("owner_2");
  expect(newFieldId(entity, name)).toBe("name_2");
  expect(newFieldId(entity, name, field)).toBe("name");
});
