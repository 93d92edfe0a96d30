import { expect, test } from "vitest";
import { sharedFile } from "./shared-data.ts";

test("data that is not there is named, with what to do", () => {
  expect(() => sharedFile("leads/nowhere.csv")).toThrow("set MORTISE_SHARED to its path");
  expect(() => sharedFile("leads/nowhere.csv")).toThrow("leads/nowhere.csv");
});

test("data that is there has a path", () =>
  expect(sharedFile("json-logic/official-tests.json")).toMatch(/official-tests\.json$/));
