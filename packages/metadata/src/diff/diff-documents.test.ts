import { describe, expect, test } from "vitest";
import { usesOf } from "./uses.ts";
import type { DefinitionDocument, DocumentKind, DocumentOf } from "../documents/document.ts";
import { catalogOf, leadApp, leadAppWith } from "../testing/lead-app.ts";
import { diffDocuments } from "./diff-documents.ts";
import { impactOf } from "./impact.ts";

const before = catalogOf(leadApp());

const changes = <Kind extends DocumentKind>(
  key: `${Kind}/${string}`,
  change: (document: DocumentOf<Kind>) => object,
) => diffDocuments(before, catalogOf(leadAppWith(key, (document) => ({ ...document, ...change(document) }))));

const texts = <Kind extends DocumentKind>(
  key: `${Kind}/${string}`,
  change: (document: DocumentOf<Kind>) => object,
): readonly string[] => changes(key, change).map(({ text }) => text.zh);

describe("diffDocuments", () => {
  test("finds nothing between equal states, whatever the order of keys", () => {
    const turned = leadApp().map((document) => Object.fromEntries(Object.entries(document).toReversed()));
    expect(diffDocuments(before, catalogOf(turned as never))).toEqual([]);
  });

  test("lists every document of a first release", () => {
    expect(diffDocuments(null, before).map(({ type, text }) => [type, text.zh])).toContainEqual([
      "added",
      "新增实体“线索”",
    ]);
  });

  test("lists a removed document", () => {
    const without = leadApp().filter(({ kind }) => kind !== "view");
    expect(diffDocuments(before, catalogOf(without))).toEqual([
      {
        document: "view/all",
        type: "removed",
        text: { zh: "删除视图“全部线索”", en: "View “All leads” removed" },
      },
    ]);
  });

  test("names an added field in both languages", () => {
    const dialect = { id: "dialect", type: "text", name: { zh: "客户方言", en: "Dialect" } };
    expect(changes("entity/lead", ({ fields }) => ({ fields: [...fields, dialect] }))).toEqual([
      {
        document: "entity/lead",
        type: "added",
        text: { zh: "实体“线索”新增字段“客户方言”", en: "Entity “Lead”: field “Dialect” added" },
        subject: { part: "field", field: "dialect" },
      },
    ]);
  });

  test("names each change of a field", () => {
    const changed = texts("entity/lead", ({ fields }) => ({
      fields: fields.map((field) =>
        field.id === "amount"
          ? { ...field, name: { zh: "预算", en: "Budget" }, type: "text", required: true, settings: { a: 1 } }
          : field,
      ),
    }));
    expect(changed).toEqual([
      "实体“线索”字段“金额”改名为“预算”",
      "实体“线索”字段“预算”的类型由number改为text",
      "实体“线索”字段“预算”改为必填",
    ]);
  });

  test("names options that come, go and change", () => {
    const options = [
      { key: "fair", name: { zh: "展览会", en: "Fair" } },
      { key: "ads", name: { zh: "广告", en: "Ads" } },
    ];
    const changed = texts("entity/lead", ({ fields }) => ({
      fields: fields.map((field) => (field.id === "source" ? { ...field, settings: { options } } : field)),
    }));
    expect(changed).toEqual([
      "实体“线索”字段“来源”新增选项“广告”",
      "实体“线索”字段“来源”删除选项“官网”",
      "实体“线索”字段“来源”选项“展会”改名为“展览会”",
    ]);
  });

  test("names what an option and a flag become", () => {
    const changed = texts("entity/lead", ({ fields }) => ({
      fields: fields.map((field) => {
        if (field.id === "name") return { ...field, required: false, unique: true };
        if (field.id !== "source") return field;
        const [web, fair] = [
          { key: "web", name: { zh: "官网", en: "Website" } },
          { key: "fair", name: { zh: "展会", en: "Fair" } },
        ];
        return { ...field, settings: { options: [web, { ...fair, disabled: true }] } };
      }),
    }));
    expect(changed).toEqual([
      "实体“线索”字段“名称”改为选填",
      "实体“线索”字段“名称”改为不允许重复",
      "实体“线索”字段“来源”停用选项“展会”",
    ]);
  });

  test("names form items that come, go and move", () => {
    const changed = texts("form/lead_form", () => ({
      items: [
        { type: "field", id: "i2", field: "amount", span: 6 },
        { type: "field", id: "i3", field: "source", span: 6 },
        { type: "section", id: "s1", title: { zh: "更多", en: "More" }, items: [] },
      ],
    }));
    expect(changed).toEqual([
      "表单“线索表单”新增字段“来源”",
      "表单“线索表单”移除字段“名称”",
      "表单“线索表单”移除说明文字",
      "表单“线索表单”移动了字段“金额”",
      "表单“线索表单”修改了分组“更多”",
      "表单“线索表单”调整了布局",
    ]);
  });

  test("names columns, filter and renaming of a view", () => {
    const changed = texts("view/all", () => ({
      name: { zh: "全部", en: "All" },
      filter: undefined,
      columns: [{ field: "name", width: 300 }, { field: "amount" }],
    }));
    expect(changed).toEqual([
      "视图“全部”改名（原名“全部线索”）",
      "视图“全部”新增列“金额”",
      "视图“全部”移除列“负责人”",
      "视图“全部”修改了筛选条件、列宽",
    ]);
  });

  test("names the dates, cards, colours and row height of a view", () => {
    const changed = texts("view/all", () => ({
      dates: { start: "created_at" },
      gallery: { size: "large" },
      map: { place: "name" },
      colors: [{ when: { ">": [{ var: "amount" }, "1"] }, color: "red" }],
      rowHeight: "high",
      frozen: 2,
      quickFilters: ["owner"],
    }));
    expect(changed).toEqual([
      "视图“全部线索”修改了日历与甘特图的日期、画廊卡片、地图上的位置、按条件着色、行高、冻结列、快速筛选",
    ]);
  });

  test("names nodes, connections and the switch of a flow", () => {
    const changed = texts("flow/route", ({ nodes }) => ({
      enabled: false,
      nodes: [
        ...nodes.slice(0, 1).map((node) => ({ ...node, settings: { field: "name" }, exits: { next: "n3" } })),
        { id: "n3", type: "wait", name: { zh: "等两小时", en: "Wait" }, settings: {}, exits: {} },
      ],
    }));
    expect(changed).toEqual([
      "流程“分配”停用",
      "流程“分配”新增步骤“等两小时”",
      "流程“分配”删除步骤",
      "流程“分配”修改了步骤“设金额”",
      "流程“分配”修改了连线",
    ]);
  });

  test("names cards and tells moving from changing", () => {
    const moved = texts("dashboard/home", ({ cards }) => ({
      cards: cards.map((card) => ({ ...card, layout: { x: 6, y: 0, w: 6, h: 4 } })),
    }));
    expect(moved).toEqual(["仪表盘“首页”调整了布局"]);
    expect(texts("dashboard/home", () => ({ cards: [] }))).toEqual(["仪表盘“首页”删除卡片“来源分布”"]);
  });

  test("names what a card shows differently", () => {
    const changed = texts("dashboard/home", ({ cards }) => ({
      cards: cards.map((card) => ({ ...card, title: { zh: "来源", en: "Source" }, chart: "pie", limit: 5 })),
    }));
    expect(changed).toEqual(["仪表盘“首页”卡片“来源分布”改名为“来源”，并修改了图表类型、显示条数"]);
  });

  test("names tabs, filters and content of a dashboard", () => {
    const filter = { id: "f", type: "text", name: { zh: "名称", en: "Name" }, targets: [] } as const;
    const layout = { x: 0, y: 0, w: 12, h: 1 };
    const changed = texts("dashboard/home", () => ({
      tabs: [{ id: "one", name: { zh: "总览", en: "Overview" } }],
      filters: [filter],
      contents: [{ id: "head", type: "heading", title: { zh: "线索", en: "Leads" }, layout }],
      screen: { seconds: 20 },
    }));
    expect(changed).toEqual([
      "仪表盘“首页”新增标签页“总览”",
      "仪表盘“首页”新增筛选器“名称”",
      "仪表盘“首页”新增小标题“线索”",
      "仪表盘“首页”修改了大屏设置",
    ]);
  });

  test("names the entries of a menu that come, go and change", () => {
    const changed = texts("menu/main", ({ items }) => ({
      items: [
        { id: "c", type: "view", target: "all" },
        { ...items[1], id: "g", type: "group", items: [] },
      ],
    }));
    expect(changed).toEqual([
      "菜单“菜单”新增入口“全部线索”",
      "菜单“菜单”移除入口“线索”",
      "菜单“菜单”移除入口“首页”",
    ]);
  });

  test("names the rights and fields of a grant that change", () => {
    const changed = texts("role/sales", ({ grants }) => ({
      grants: {
        lead: {
          ...grants["lead"],
          create: false,
          export: true,
          read: ["all"],
          update: ["own"],
          delete: [],
          fields: { amount: "hidden", name: "read" },
        },
      },
    }));
    expect(changed).toEqual([
      "角色“销售”修改了对“线索”的权限：不可新建、可导出、查看范围由本人的+公海改为全部、字段“金额”改为隐藏、字段“名称”改为只读",
    ]);
  });

  test("names the entity of a changed grant", () => {
    const grant = { create: false, read: [], update: [], delete: [] };
    expect(texts("role/sales", () => ({ builder: true, grants: { followup: grant } }))).toEqual([
      "角色“销售”获得了搭建权限",
      "角色“销售”取消对“线索”的权限",
      "角色“销售”新增对“跟进”的权限",
    ]);
  });
});

test("a view uses the fields of its dates, its cover and its colours", () => {
  const view = {
    kind: "view",
    id: "all",
    version: 1,
    name: { zh: "全部", en: "All" },
    entity: "lead",
    layout: "gantt",
    columns: [{ field: "name" }],
    dates: { start: "created_at", progress: "amount" },
    gallery: { cover: "lines" },
    colors: [{ when: { "==": [{ var: "source" }, "web"] }, color: "red" }],
  } as const;
  const used = usesOf(view, catalogOf(leadApp())).flatMap(({ field }) => field ?? []);
  expect(used).toEqual(["name", "created_at", "amount", "lines", "source"]);
});

describe("impactOf", () => {
  const impact = (found: ReturnType<typeof changes>): readonly string[] =>
    impactOf(found, before).map(({ text }) => text.zh);

  test("finds what uses a removed field", () => {
    const found = changes("entity/lead", ({ fields }) => ({
      fields: fields.filter(({ id }) => id !== "amount"),
    }));
    expect(impact(found)).toEqual([
      "公式字段“税额”用到了被删除的字段“金额”",
      "公开表单“线索表单”用到了被删除的字段“金额”",
      "流程“分配”用到了被删除的字段“金额”",
      "仪表盘“首页”用到了被删除的字段“金额”",
      "角色“销售”用到了被删除的字段“金额”",
    ]);
  });

  test("finds conditions and presets that name a removed option", () => {
    const found = changes("entity/lead", ({ fields }) => ({
      fields: fields.map((field) =>
        field.id === "source" ? { ...field, settings: { options: [] } } : field,
      ),
    }));
    expect(new Set(impact(found))).toEqual(
      new Set([
        "视图“全部线索”用到了字段“来源”被删除的选项",
        "公开表单“线索表单”用到了字段“来源”被删除的选项",
      ]),
    );
  });

  test("finds what a change of type and a field that becomes required bother", () => {
    const found = changes("entity/lead", ({ fields }) => ({
      fields: fields.map((field) =>
        field.id === "amount" ? { ...field, type: "text", required: true } : field,
      ),
    }));
    expect(impact(found)).toEqual([
      "公式字段“税额”用到了改变了类型的字段“金额”",
      "公开表单“线索表单”用到了改变了类型的字段“金额”",
      "公开表单“线索表单”用到了改为必填的字段“金额”",
      "流程“分配”用到了改变了类型的字段“金额”",
      "仪表盘“首页”用到了改变了类型的字段“金额”",
      "角色“销售”用到了改变了类型的字段“金额”",
    ]);
  });

  test("finds menu entries of a removed dashboard", () => {
    const without = leadApp().filter(({ kind }) => kind !== "dashboard");
    expect(impact(diffDocuments(before, catalogOf(without)))).toEqual([
      "菜单“菜单”用到了被删除的仪表盘“首页”",
    ]);
  });

  test("finds what other entities use through references, and what only rules and rows name", () => {
    const documents = leadApp().flatMap((document): readonly DefinitionDocument[] => {
      if (document.kind === "entity" && document.id === "lead") {
        const total = {
          id: "total",
          type: "formula",
          name: { zh: "合计", en: "Total" },
          settings: { expression: { sum: [{ var: "lines" }, { length: [{ var: "item" }] }] } },
        };
        const rules = [{ id: "r1", when: { "==": [{ var: "source" }, "fair"] }, actions: [] }];
        return [{ ...document, fields: [...document.fields, total], rules }];
      }
      if (document.kind !== "entity" || document.id !== "followup") return [document];
      const doubled = {
        id: "doubled",
        type: "formula",
        name: { zh: "双倍", en: "Doubled" },
        settings: { expression: { "*": [{ var: "lead.amount" }, 2] } },
      };
      const view = {
        kind: "view",
        id: "web_calls",
        version: 1,
        name: { zh: "官网跟进", en: "Website calls" },
        entity: "followup",
        layout: "table",
        columns: [{ field: "content" }],
        filter: { "==": [{ var: "lead.source" }, "fair"] },
      } as const;
      return [{ ...document, fields: [...document.fields, doubled] }, view];
    });
    const catalog = catalogOf(documents);
    const told = (entity: string, field: string): readonly string[] => {
      const subject = { part: "field", field } as const;
      const text = { zh: "", en: "" };
      const change = { document: `entity/${entity}`, type: "removed", text, subject } as const;
      return impactOf([change], catalog).map((each) => each.text.zh);
    };
    expect(told("lead", "amount")).toContain("实体“跟进”的公式字段“双倍”用到了被删除的字段“金额”");
    expect(told("lead", "source")).toEqual(
      expect.arrayContaining(["表单规则用到了被删除的字段“来源”", "视图“官网跟进”用到了被删除的字段“来源”"]),
    );
    expect(told("line", "item")).toContain("实体“线索”的公式字段“合计”用到了被删除的字段“品名”");
    expect(told("followup", "lead")).toEqual(
      expect.arrayContaining([
        "公式字段“双倍”用到了被删除的字段“线索”",
        "视图“官网跟进”用到了被删除的字段“线索”",
      ]),
    );
    const off = { part: "option", field: "source", option: "fair", off: true } as const;
    const change = {
      document: "entity/lead",
      type: "changed",
      text: { zh: "", en: "" },
      subject: off,
    } as const;
    expect(impactOf([change], catalog).map((each) => each.text.zh)).toEqual(
      expect.arrayContaining([
        "表单规则用到了字段“来源”停用的选项",
        "视图“官网跟进”用到了字段“来源”停用的选项",
      ]),
    );
  });

  test("says nothing of documents that go at the same time", () => {
    const without = leadApp().filter(({ kind }) => kind !== "dashboard" && kind !== "menu");
    expect(impact(diffDocuments(before, catalogOf(without)))).toEqual([]);
  });
});
