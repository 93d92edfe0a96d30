import { ApiError } from "@mortise/contract";
import { expect, test } from "vitest";
import { isWorthAnotherTry } from "./query-client.ts";

function answered(status: number): ApiError {
  return new ApiError(status, { code: "X", message: "x", details: [], requestId: "r" });
}

test("a page reads again what it could not get for a moment, and takes a refusal for an answer", () => {
  for (const status of [0, 502, 503, 504]) expect(isWorthAnotherTry(0, answered(status))).toBe(true);
  for (const status of [400, 401, 403, 404, 409, 500])
    expect(isWorthAnotherTry(0, answered(status))).toBe(false);
  expect(isWorthAnotherTry(4, answered(503))).toBe(false);
  expect(isWorthAnotherTry(0, new TypeError("a fault of our own"))).toBe(false);
});
