import { expect, test } from "vitest";
import { conflictOf, type Delegation, standIn } from "./delegation.ts";

const NOW = new Date("2026-11-30T02:00:00.000Z");
const PLACE = { app: "crm", flow: "quote", now: NOW };
const EVERYBODY = { isActive: () => true, except: new Set<string>() };

function delegation(account: string, delegate: string, part: Partial<Delegation> = {}): Delegation {
  return {
    account,
    delegate,
    from: "2026-11-30T00:00:00.000Z",
    until: "2026-12-05T00:00:00.000Z",
    scope: null,
    ...part,
  };
}

test("work goes to the end of a chain, in the name of who was asked", () => {
  const chain = [delegation("zhao", "li"), delegation("li", "sun")];
  expect(standIn(chain, "zhao", PLACE, EVERYBODY)).toEqual({ assignee: "sun", onBehalfOf: "zhao" });
  expect(standIn(chain, "sun", PLACE, EVERYBODY)).toEqual({ assignee: "sun", onBehalfOf: null });
});

test("a chain stops before a circle, an inactive person and who may not have it", () => {
  const circle = [delegation("zhao", "li"), delegation("li", "zhao")];
  expect(standIn(circle, "zhao", PLACE, EVERYBODY).assignee).toBe("li");
  const gone = { isActive: (user: string) => user !== "li", except: new Set<string>() };
  expect(standIn(circle, "zhao", PLACE, gone)).toEqual({ assignee: "zhao", onBehalfOf: null });
  const starter = { isActive: () => true, except: new Set(["li"]) };
  expect(standIn(circle, "zhao", PLACE, starter).assignee).toBe("zhao");
});

test.for([
  ["before it begins", { from: "2026-11-30T02:00:01.000Z" }],
  ["when it is over", { until: "2026-11-30T02:00:00.000Z" }],
  ["for another app", { scope: [{ app: "stock", flow: null }] }],
  ["for another flow", { scope: [{ app: "crm", flow: "discount" }] }],
] as const)("a delegation does not hold %s", ([, part]) => {
  expect(standIn([delegation("zhao", "li", part)], "zhao", PLACE, EVERYBODY).assignee).toBe("zhao");
});

test("a delegation holds for the flows it names", () => {
  const scope = [{ app: "crm", flow: "quote" }];
  expect(standIn([delegation("zhao", "li", { scope })], "zhao", PLACE, EVERYBODY).assignee).toBe("li");
});

test("two delegations of one person must not meet in time and work", () => {
  const known = [delegation("zhao", "li", { scope: [{ app: "crm", flow: "quote" }] })];
  expect(conflictOf(known, delegation("zhao", "sun"))).toEqual({ kind: "overlap" });
  expect(conflictOf(known, delegation("zhao", "sun", { scope: [{ app: "crm", flow: "other" }] }))).toBe(
    undefined,
  );
  expect(
    conflictOf(
      known,
      delegation("zhao", "sun", { from: "2026-12-05T00:00:00.000Z", until: "2026-12-06T00:00:00.000Z" }),
    ),
  ).toBe(undefined);
});

test("a delegation that would lead back to its giver is a circle", () => {
  const known = [delegation("li", "sun"), delegation("sun", "zhao")];
  expect(conflictOf(known, delegation("zhao", "li"))).toEqual({ kind: "circle", through: ["li", "sun"] });
  expect(conflictOf(known, delegation("wu", "li"))).toBe(undefined);
});
