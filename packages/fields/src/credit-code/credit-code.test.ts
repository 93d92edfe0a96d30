import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { guessFieldType } from "../guess-type.ts";
import { creditCodeField } from "./index.ts";

const field = exampleField(creditCodeField);
const read = (text: string) => creditCodeField.fromText(text, field, fieldContext());

test("reads the example of the standard, however it is written", () => {
  for (const text of [
    "91350100M000100Y43",
    "91350100m000100y43",
    "9135 0100 M000 100Y 43",
    "９１３５０１００M000100Y43",
  ])
    expect(read(text)).toEqual({ ok: true, value: "91350100M000100Y43" });
});

test.each([
  ["91350100M000100Y4", "A credit code has 18 characters, this has 17"],
  ["91350100MO00100Y43", "The letter O does not occur in credit codes"],
  ["9135010XM000100Y43", "This does not have the form of a credit code"],
  ["91350100M000100Y44", "The check character does not fit: a character is wrong"],
])("says what is wrong with %s", (text, en) => {
  expect(read(text)).toMatchObject({ ok: false, error: { en } });
});

test("finds wrong characters and pairs that changed places", () => {
  const right = "91350100M000100Y43";
  const missed: string[] = [];
  for (let place = 0; place < 17; place += 1) {
    for (const letter of "0123456789ABCDEFGHJKLMNPQRTUWXY") {
      const wrong = right.slice(0, place) + letter + right.slice(place + 1);
      if (wrong !== right && read(wrong).ok) missed.push(wrong);
    }
    const swapped =
      right.slice(0, place) + right.charAt(place + 1) + right.charAt(place) + right.slice(place + 2);
    if (swapped !== right && read(swapped).ok) missed.push(swapped);
  }
  expect(missed).toEqual([]);
});

test("is told from identity numbers in a spreadsheet", () => {
  expect(guessFieldType(["91350100M000100Y43", "91110000600037341L"], "代码").type).toBe("credit-code");
  expect(guessFieldType(["11010519491231002X"], "证件号码").type).toBe("id-card");
});
