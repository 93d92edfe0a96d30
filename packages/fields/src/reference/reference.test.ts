import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { referenceField } from "./index.ts";

const field = exampleField(referenceField);

test("is a foreign key to its entity", () => {
  expect(referenceField.column(field)).toEqual({ type: "uuid", references: { entity: "customer" } });
  expect(referenceField.targetEntity(field)).toBe("customer");
});

test("asks for records of its entity only", () => {
  const asked: string[] = [];
  const context = {
    ...fieldContext(),
    find: (target: string): undefined => {
      asked.push(target);
      return undefined;
    },
  };
  expect(referenceField.fromText("海尔", field, context)).toMatchObject({
    error: { zh: "没有找到记录“海尔”" },
  });
  expect(asked).toEqual(["customer"]);
});
