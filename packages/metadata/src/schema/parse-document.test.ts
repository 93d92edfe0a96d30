import type { Static } from "typebox";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { DocumentKind, DocumentOf } from "../documents/document.ts";
import { leadApp } from "../testing/lead-app.ts";
import { type documentSchemas, parseDocument } from "./parse-document.ts";

type Parsed<Kind extends DocumentKind> = Static<(typeof documentSchemas)[Kind]>;

describe("parseDocument", () => {
  test("accepts every kind of document", () => {
    for (const document of leadApp()) expect(parseDocument(document)).toEqual({ ok: true, document });
  });

  test("what a schema accepts is a document of that kind", () => {
    expectTypeOf<Parsed<"app">>().toExtend<DocumentOf<"app">>();
    expectTypeOf<Parsed<"entity">>().toExtend<DocumentOf<"entity">>();
    expectTypeOf<Parsed<"form">>().toExtend<DocumentOf<"form">>();
    expectTypeOf<Parsed<"view">>().toExtend<DocumentOf<"view">>();
    expectTypeOf<Parsed<"flow">>().toExtend<DocumentOf<"flow">>();
    expectTypeOf<Parsed<"dashboard">>().toExtend<DocumentOf<"dashboard">>();
    expectTypeOf<Parsed<"role">>().toExtend<DocumentOf<"role">>();
    expectTypeOf<Parsed<"menu">>().toExtend<DocumentOf<"menu">>();
  });

  test.each([
    ["a kind that does not exist", { kind: "table" }, "kind"],
    ["something that is no object", "lead", "kind"],
  ])("refuses %s", (_what, input, path) => {
    const parsed = parseDocument(input);
    expect(parsed.ok ? [] : parsed.problems.map((detail) => detail.path)).toEqual([path]);
  });

  test("names the place of each mistake", () => {
    const entity = leadApp().find(({ kind }) => kind === "entity");
    const parsed = parseDocument({ ...entity, id: "Lead!", fields: [{ id: "name" }] });
    const paths = parsed.ok ? [] : parsed.problems.map(({ path }) => path);
    expect(paths).toContain("id");
    expect(paths).toContain("fields.0");
  });

  test("refuses an unknown property instead of losing it", () => {
    const entity = leadApp().find(({ kind }) => kind === "entity");
    expect(parseDocument({ ...entity, colour: "blue" }).ok).toBe(false);
  });

  test("reads nested sections of a form", () => {
    const form = leadApp().find(({ kind }) => kind === "form");
    const section = { type: "section", id: "s", title: { zh: "一", en: "1" }, items: [{ type: "nothing" }] };
    expect(parseDocument({ ...form, items: [section] }).ok).toBe(false);
    expect(parseDocument({ ...form, items: [{ ...section, items: [{ ...section, items: [] }] }] }).ok).toBe(
      true,
    );
  });
});
