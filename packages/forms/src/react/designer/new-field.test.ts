import type { FieldDefinition, FormItem } from "@mortise/metadata";
import { sameText } from "@mortise/kit";
import { expect, test } from "vitest";
import { withField } from "./new-field.ts";
import { leadEntity } from "../../fixtures/lead-entity.ts";
import { withCompanions } from "../../model/layout/companion-items.ts";
import { fieldsOn } from "../../model/layout/item-tree.ts";

const options = [{ key: "else", name: { zh: "其他", en: "Other" }, other: true }];
const choice: FieldDefinition = {
  id: "heard",
  type: "select",
  name: { zh: "途径", en: "Heard" },
  settings: { options },
};

function place(field: string): FormItem {
  return {
    type: "field",
    id: `place-${field}`,
    field,
    span: 4,
    label: sameText("own label"),
    required: true,
  };
}

test("the text of 其他 stands behind its choice, where the form has no place for it", () => {
  const lead = leadEntity();
  const entity = withField({ ...lead, fields: [choice, ...lead.fields] }, "heard", choice);
  const made = entity.fields[1];
  expect(made).toMatchObject({ type: "text", name: { zh: "途径说明" } });
  const text = made?.id ?? "";
  expect(entity.fields[0]?.settings).toMatchObject({ otherText: text });
  const section: FormItem = { type: "section", id: "s", title: sameText("s"), items: [place("heard")] };
  const items = withCompanions([section, place("name")], entity.fields);
  expect(fieldsOn(items)).toEqual(["heard", text, "name"]);
  expect(JSON.stringify(items).match(/own label/g)).toHaveLength(4);
  const placed = [place(text), place("heard")];
  expect(withCompanions(placed, entity.fields)).toBe(placed);
});
