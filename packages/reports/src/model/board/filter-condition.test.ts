import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type DashboardDocument } from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { describe, expect, test } from "vitest";
import { filterCondition, itemFilter } from "./filter-condition.ts";

const timeZone = "Asia/Shanghai";
const field = (id: string, kind: Parameters<typeof filterCondition>[2]["kind"]) => ({ id, kind, timeZone });

describe("a filter of the bar as a condition", () => {
  test("periods are relative, or days of the reader's zone", () => {
    const since = { type: "period" } as const;
    expect(filterCondition(since, ["last-n-months", 3], field("created_at", "datetime"))).toEqual({
      inPeriod: [{ var: "created_at" }, "last-n-months", 3],
    });
    const days = { from: "2026-11-01", to: "2026-11-30" };
    expect(filterCondition(since, days, field("due", "date"))).toEqual({
      and: [{ ">=": [{ var: "due" }, "2026-11-01"] }, { "<=": [{ var: "due" }, "2026-11-30"] }],
    });
    expect(filterCondition(since, days, field("created_at", "datetime"))).toEqual({
      and: [
        { ">=": [{ var: "created_at" }, "2026-10-31T16:00:00.000Z"] },
        { "<": [{ var: "created_at" }, "2026-11-30T16:00:00.000Z"] },
      ],
    });
    expect(filterCondition(since, { to: "2026-11-30" }, field("created_at", "datetime"))).toEqual({
      "<": [{ var: "created_at" }, "2026-11-30T16:00:00.000Z"],
    });
  });

  test("people may be whoever looks, and the teams of whoever looks", () => {
    const people = { type: "people" } as const;
    expect(filterCondition(people, ["$user", "$teams", "u1"], field("owner", "user"))).toEqual({
      or: [
        { in: [{ var: "owner" }, ["u1"]] },
        { "==": [{ var: "owner" }, { var: "$user" }] },
        { within: [{ var: "owner.team" }, { var: "$teams" }] },
      ],
    });
    expect(filterCondition(people, ["$teams"], field("team", "team"))).toEqual({
      within: [{ var: "team" }, { var: "$teams" }],
    });
  });

  test("regions hold what lies in them, lists what they contain, texts a part", () => {
    expect(filterCondition({ type: "region" }, ["37", "4403"], field("region", "region"))).toEqual({
      or: [{ within: [{ var: "region" }, "37"] }, { within: [{ var: "region" }, "4403"] }],
    });
    expect(filterCondition({ type: "options" }, ["a"], field("tags", "options"))).toEqual({
      contains: [{ var: "tags" }, "a"],
    });
    expect(filterCondition({ type: "text" }, " 海尔 ", field("name", "text"))).toEqual({
      contains: [{ var: "name" }, "海尔"],
    });
  });

  test.each([undefined, null, [], "", 3, { from: "soon" }])("%j narrows nothing", (value) => {
    expect(filterCondition({ type: "options" }, value, field("source", "option"))).toBeUndefined();
  });
});

test("an item is narrowed by the filters that name it, each by its own field", () => {
  const catalog = new Catalog(templates[0]?.documents ?? [], fieldCatalog);
  const layout = { x: 0, y: 0, w: 4, h: 4 };
  const count = { id: "count", function: "count" } as const;
  const card = (id: string, entity: string) => ({
    id,
    entity,
    chart: "number",
    title: sameText(id),
    dimensions: [],
    measures: [count],
    layout,
  });
  const dashboard: DashboardDocument = {
    kind: "dashboard",
    id: "d",
    version: 1,
    name: sameText("D"),
    cards: [card("leads", "lead"), card("deals", "opportunity"), card("free", "lead")],
    filters: [
      {
        id: "since",
        type: "period",
        name: sameText("Since"),
        value: ["this-month"],
        targets: [
          { item: "leads", field: "created_at" },
          { item: "deals", field: "won_at" },
        ],
      },
    ],
  };
  const place = { dashboard, catalog, timeZone };
  expect(itemFilter("leads", {}, place)).toEqual({ inPeriod: [{ var: "created_at" }, "this-month"] });
  expect(itemFilter("deals", { since: ["last-year"] }, place)).toEqual({
    inPeriod: [{ var: "won_at" }, "last-year"],
  });
  expect(itemFilter("deals", { since: null }, place)).toBeUndefined();
  expect(itemFilter("free", {}, place)).toBeUndefined();
});
