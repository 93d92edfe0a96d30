import type { FieldDefinition } from "@mortise/metadata";
import { describe, expect, test } from "vitest";
import type { EntityPermission } from "../app/app-model.ts";
import { quickFields } from "./quick-fields.ts";

const field = (id: string, type: string): FieldDefinition => ({ id, type, name: { zh: id, en: id } });
const fields = [field("status", "select"), field("mobile", "mobile"), field("files", "attachment")];
// Only what fields may be seen matters here.
const permission = { fields: { mobile: "masked" } } as unknown as EntityPermission;
const shown = (quickFilters: readonly string[], quick = {}) =>
  quickFields(fields, permission, { quickFilters }, { quick }).map(({ id }) => id);

describe("quickFields", () => {
  test("are those of the view, as far as they can be compared and are not masked", () => {
    expect(shown(["status", "mobile", "files", "gone"])).toEqual(["status"]);
  });

  test("join those of an address that somebody else sent", () => {
    expect(shown([], { status: { in: [{ var: "status" }, ["new"]] } })).toEqual(["status"]);
  });

  test("of an address open no masked field", () => {
    expect(shown([], { mobile: { contains: [{ var: "mobile" }, "138"] } })).toEqual([]);
  });
});
