import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { maskedText } from "../mask.ts";
import { idCardField } from "./index.ts";
import { birthdayOf, checkCharacter } from "./resident-number.ts";

const resident = exampleField(idCardField, { settings: { kinds: ["resident"] } });
const read = (text: string, field = resident) => idCardField.fromText(text, field, fieldContext());

test("reads the examples of the standard, however they are written", () => {
  for (const text of [
    "11010519491231002X",
    "11010519491231002x",
    " 110105 19491231 002X",
    "'11010519491231002Ｘ",
  ])
    expect(read(text)).toEqual({ ok: true, value: "11010519491231002X" });
  expect(read("440524188001010014").ok).toBe(true);
});

test.each([
  ["110105194912310021", "The check character does not fit: a digit is wrong"],
  ["110105194902300021", "The day of birth in the number does not exist"],
  ["100105194912310021", "The first two digits are not a place"],
  ["110105491231002", "Old numbers of 15 digits are not valid any more: enter 18"],
  ["12345", "An identity number has 18 characters"],
])("says what is wrong with %s", (text, en) => {
  expect(read(text)).toMatchObject({ ok: false, error: { en } });
});

test("finds every wrong single digit and every pair that changed places", () => {
  const right = "11010519491231002X";
  const missed: string[] = [];
  for (let place = 0; place < 17; place += 1) {
    for (const digit of "0123456789") {
      const wrong = right.slice(0, place) + digit + right.slice(place + 1);
      if (wrong !== right && read(wrong).ok) missed.push(wrong);
    }
    const swapped = `${right.slice(0, place)}${right.charAt(place + 1)}${right.charAt(place)}${right.slice(place + 2)}`;
    if (swapped !== right && read(swapped).ok) missed.push(swapped);
  }
  expect(missed).toEqual([]);
});

test("accepts other papers where the builder allows them", () => {
  const any = exampleField(idCardField, {
    settings: { kinds: ["resident", "passport", "hong-kong-macao", "taiwan"] },
  });
  for (const text of ["E12345678", "H1234567890", "M12345678", "12345678"]) {
    expect(read(text, any).ok).toBe(true);
    expect(read(text).ok).toBe(false);
  }
  expect(read("110105194912310021", any)).toMatchObject({ error: { zh: expect.stringContaining("校验位") } });
});

test("shows four characters under masked access", () => {
  expect(maskedText(idCardField, "11010519491231002X", resident, fieldContext())).toBe("**************002X");
});

test("is recognised in a spreadsheet by its checksum", () => {
  const made = ["37010219900101001", "37010219851231002"].map((start) => start + checkCharacter(start));
  expect(idCardField.guess(made, "A")).toBeGreaterThan(0.9);
  expect(idCardField.guess(["370102199001010010", "370102198512310020"], "订单号")).toBe(0);
  expect(idCardField.guessSettings([...made, "E12345678"])).toEqual({ kinds: ["resident", "passport"] });
  expect(birthdayOf(made[0] ?? "")).toBe("1990-01-01");
});
