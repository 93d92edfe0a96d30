import { fieldCatalog, lookupThrough, reverseListOf, rollupOver } from "@mortise/fields";
import { Catalog, type EntityDocument, type FieldDefinition } from "@mortise/metadata";
import { expect, test } from "vitest";
import { isUnnamed, suggestedName } from "./suggested-name.ts";

const entity = (id: string, zh: string, fields: readonly FieldDefinition[]): EntityDocument => ({
  kind: "entity",
  id,
  version: 1,
  name: { zh, en: id },
  plural: { zh, en: `${id}s` },
  icon: "box",
  color: "blue",
  titleField: "name",
  owned: true,
  fields: [{ id: "name", type: "text", name: { zh: "名称", en: "Name" } }, ...fields],
});
const students: FieldDefinition = {
  id: "students",
  type: "references",
  name: { zh: "学员", en: "Students" },
  settings: { entity: "student" },
};
const course = entity("course", "课程", [students]);
const student = entity("student", "学员", [{ id: "fee", type: "money", name: { zh: "学费", en: "Fee" } }]);
const catalog = new Catalog([course, student], fieldCatalog);
const made = (draft: Pick<FieldDefinition, "type" | "settings">): FieldDefinition => ({
  id: "x",
  name: { zh: "x", en: "x" },
  ...draft,
});

test("relations are called after the other entity, totals after what they total", () => {
  const name = (field: FieldDefinition, at = course) => suggestedName(catalog, at, field);
  expect(name(students)).toEqual({ zh: "学员", en: "students" });
  expect(name(made(reverseListOf("course", "students")), student)).toEqual({ zh: "课程", en: "courses" });
  expect(name(made(rollupOver("students")))).toEqual({ zh: "学员数", en: "Students (number)" });
  const sum = rollupOver("students");
  const total = made({ ...sum, settings: { ...sum.settings, function: "sum", field: "fee" } });
  expect(name(total)).toEqual({ zh: "学员学费合计", en: "Students – Fee (total)" });
});

test("nothing is suggested while it is not clear what a field joins", () => {
  expect(suggestedName(catalog, course, made(lookupThrough("students")))).toBeUndefined();
  expect(suggestedName(catalog, course, { ...students, settings: {} })).toBeUndefined();
  expect(suggestedName(catalog, course, { id: "n", type: "text", name: students.name })).toBeUndefined();
});

test("a name that a person gave is kept", () => {
  const fresh = { ...students, name: { zh: "关联多条记录", en: "Several references" } };
  expect(isUnnamed(fresh, undefined)).toBe(true);
  expect(isUnnamed({ ...fresh, name: { zh: "报名的人", en: "" } }, { zh: "学员", en: "students" })).toBe(
    false,
  );
});
