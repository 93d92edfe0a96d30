import type { FieldDefinition } from "@mortise/metadata";
import { expect, test } from "vitest";
import { checkOptions } from "./option-list.ts";

const select = (count: number, name = (n: number): string => `选项${n}`): FieldDefinition => ({
  id: "kind",
  type: "select",
  name: { zh: "类型", en: "Kind" },
  settings: {
    options: Array.from({ length: count }, (_, n) => ({ key: `o${n}`, name: { zh: name(n), en: name(n) } })),
  },
});

test("10,000 options are taken; more are refused with what to do instead", () => {
  expect(checkOptions(select(10_000))).toEqual([]);
  expect(checkOptions(select(10_001))).toEqual([
    {
      zh: "最多 10000 个选项，现在有 10001 个；更多的内容请建成实体，用“关联记录”字段来选",
      en: "At most 10000 options, this has 10001; make an entity of them and choose by a reference",
    },
  ]);
});

test("an option's name may have 200 Chinese characters, not any number", () => {
  expect(checkOptions(select(1, () => "字".repeat(200)))).toEqual([]);
  expect(checkOptions(select(1, () => "字".repeat(501))).map(({ zh }) => zh)).toEqual([
    "选项“o0”的名称最多 500 个字，现在有 501 个",
  ]);
});
