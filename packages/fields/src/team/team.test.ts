import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { teamField } from "./index.ts";

const ID = "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d";
const several = exampleField(teamField, { settings: { multiple: true } });

test("holds one id, or a list when several are allowed", () => {
  expect(teamField.kind(exampleField(teamField))).toBe("team");
  expect(teamField.kind(several)).toBe("teams");
  expect(teamField.column(several)).toEqual({ type: "uuid[]" });
  expect(teamField.parse([ID, ID.toUpperCase()], several)).toEqual({ ok: true, value: [ID] });
});

test("finds by name and names what it cannot find", () => {
  expect(teamField.fromText("张伟", several, fieldContext())).toEqual({ ok: true, value: [ID] });
  expect(teamField.fromText("张伟，李四", several, fieldContext())).toMatchObject({
    error: { en: 'No team "李四" was found' },
  });
});

test("shows an id whose name is not visible", () => {
  const other = "01890f3e-7b5a-7cc2-9c3e-000000000000";
  expect(teamField.toText(other, exampleField(teamField), fieldContext())).toBe(other);
});
