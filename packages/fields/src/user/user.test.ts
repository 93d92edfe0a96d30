import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { userField } from "./index.ts";

const ID = "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d";
const several = exampleField(userField, { settings: { multiple: true } });

test("holds one id, or a list when several are allowed", () => {
  expect(userField.kind(exampleField(userField))).toBe("user");
  expect(userField.kind(several)).toBe("users");
  expect(userField.column(several)).toEqual({ type: "uuid[]" });
  expect(userField.parse([ID, ID.toUpperCase()], several)).toEqual({ ok: true, value: [ID] });
});

test("finds by name and names what it cannot find", () => {
  expect(userField.fromText("张伟", several, fieldContext())).toEqual({ ok: true, value: [ID] });
  expect(userField.fromText("张伟，李四", several, fieldContext())).toMatchObject({
    error: { en: 'No user "李四" was found' },
  });
});

test("shows an id whose name is not visible", () => {
  const other = "01890f3e-7b5a-7cc2-9c3e-000000000000";
  expect(userField.toText(other, exampleField(userField), fieldContext())).toBe(other);
});
