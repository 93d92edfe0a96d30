import { expect, test } from "vitest";
import { createSealer } from "./sealer.ts";

const sealer = createSealer({ secret: "a".repeat(32) });

test("opens what it sealed, at its place only, and never seals the same way twice", () => {
  const sealed = sealer.seal("6222 密码", "crm/lead");
  expect(sealed).not.toContain("6222");
  expect(sealer.open(sealed, "crm/lead")).toBe("6222 密码");
  expect(sealer.open(sealed, "crm/quote")).toBeUndefined();
  expect(sealer.seal("6222 密码", "crm/lead")).not.toBe(sealed);
});

test("a sealed value stays as it is; what only looks like one is sealed", () => {
  const sealed = sealer.seal("x", "crm/lead");
  expect(sealer.seal(sealed, "crm/lead")).toBe(sealed);
  const forged = sealer.seal(sealed, "crm/quote");
  expect(sealer.open(forged, "crm/quote")).toBe(sealed);
});

test("changed values, strange values and unknown keys do not open", () => {
  const sealed = sealer.seal("x", "p");
  // Not the last letter, whose lowest bits say nothing.
  const changed = sealed.slice(0, -2) + (sealed.at(-2) === "A" ? "B" : "A") + sealed.slice(-1);
  for (const stored of [
    "",
    "x",
    "sealed:1:",
    changed,
    createSealer({ secret: "b".repeat(32) }).seal("x", "p"),
  ])
    expect(sealer.open(stored, "p")).toBeUndefined();
});

test("what was sealed with a former secret still opens", () => {
  const after = createSealer({ secret: "c".repeat(32), former: ["a".repeat(32)] });
  const old = sealer.seal("x", "p");
  expect(after.open(old, "p")).toBe("x");
  expect(sealer.open(after.seal("y", "p"), "p")).toBeUndefined();
});
