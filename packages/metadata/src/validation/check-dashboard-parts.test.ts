import { describe, expect, test } from "vitest";
import { Catalog } from "../catalog.ts";
import type { DashboardDocument } from "../documents/dashboard.ts";
import type { DashboardFilter } from "../documents/dashboard-parts.ts";
import { parseDocument } from "../schema/parse-document.ts";
import { testFieldTypes } from "../testing/field-catalog.ts";
import { leadApp } from "../testing/lead-app.ts";
import { checkDashboard } from "./check-dashboard.ts";
import { ProblemList } from "./problem.ts";

const catalog = new Catalog(leadApp(), testFieldTypes);
const home = catalog.all("dashboard")[0];
const card = home?.cards[0];
const layout = { x: 0, y: 0, w: 4, h: 4 };

function problemsOf(change: Partial<DashboardDocument>): readonly string[] {
  const list = new ProblemList("dashboard/home");
  if (home) checkDashboard({ ...home, ...change }, catalog, list);
  return list.problems.map(({ path, message }) => `${path}: ${message.zh}`);
}

function aFilter(change: Partial<DashboardFilter>): DashboardFilter {
  return { id: "f", type: "text", name: { zh: "名称", en: "Name" }, targets: [], ...change };
}

describe("the parts around the cards of a dashboard", () => {
  test("fit in each of their kinds", () => {
    const whole: Partial<DashboardDocument> = {
      cards: card ? [{ ...card, tab: "one", phone: { order: 2, h: 5 } }] : [],
      tabs: [{ id: "one", name: { zh: "总览", en: "Overview" } }],
      contents: [
        { id: "head", type: "heading", title: { zh: "线索", en: "Leads" }, tab: "one", layout },
        { id: "pic", type: "image", image: "data:image/png;base64,iVBORw0KGgo=", layout },
        { id: "list", type: "records", view: "all", layout, phone: { hidden: true } },
      ],
      filters: [
        aFilter({
          targets: [
            { item: card?.id ?? "", field: "name" },
            { item: "list", field: "name" },
          ],
          value: "济南",
        }),
        aFilter({ id: "since", type: "period", value: ["last-n-months", 3] }),
        aFilter({ id: "days", type: "period", value: { from: "2026-01-01" } }),
      ],
      screen: { theme: "dark", seconds: 20 },
    };
    expect(problemsOf(whole)).toEqual([]);
    expect(parseDocument({ ...home, ...whole })).toMatchObject({ ok: true });
  });

  test("name tabs and views that are gone", () => {
    const contents = [
      { id: "a", type: "heading", title: { zh: "题", en: "T" }, tab: "gone", layout },
      { id: "b", type: "records", view: "gone", layout },
    ] as const;
    expect(problemsOf({ contents })).toEqual([
      "contents.0.tab: 所在的标签页已不存在，请移到别的标签页",
      "contents.1.view: 请选择要显示的视图",
    ]);
  });

  test("a picture is one of the usual kinds and not too big", () => {
    const at = (image: string) => problemsOf({ contents: [{ id: "a", type: "image", image, layout }] });
    expect(at("javascript:alert(1)")).toEqual([
      "contents.0.image: 图片格式不支持，请使用 PNG、JPG、GIF 或 WebP",
    ]);
    expect(at("data:image/svg+xml;base64,PHN2Zz4=")).toHaveLength(1);
    expect(at(`data:image/png;base64,${"A".repeat(600_000)}`)).toEqual([
      "contents.0.image: 图片太大，请使用 450 KB 以内的图片",
    ]);
  });

  test("filters narrow what is there by fields that go with them, and begin with a value that fits", () => {
    const filters = [
      aFilter({
        type: "region",
        targets: [
          { item: "gone", field: "name" },
          { item: card?.id ?? "", field: "name" },
        ],
        value: "3701",
      }),
      aFilter({ id: "g", type: "period", value: { from: "yesterday" } }),
    ];
    expect(problemsOf({ filters })).toEqual([
      "filters.0.targets.0.item: 筛选器关联的图表已不存在，请取消关联",
      "filters.0.targets.1.field: 这个字段不能用于这种筛选器，请选择别的字段",
      "filters.0.value: 默认值不合适，请重新选择",
      "filters.1.value: 默认值不合适，请重新选择",
    ]);
  });
});
