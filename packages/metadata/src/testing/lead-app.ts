import { sameText } from "@mortise/kit";
import { Catalog } from "../catalog.ts";
import type { DefinitionDocument, DocumentKind, DocumentOf } from "../documents/document.ts";
import { documentKey } from "../documents/document.ts";
import { testFieldTypes } from "./field-catalog.ts";

const base = <const Kind extends DocumentKind>(kind: Kind, id: string, zh: string, en: string) => ({
  kind,
  id,
  version: 1 as const,
  name: { zh, en },
});

const field = (id: string, type: string, zh: string, more: object = {}) => ({
  id,
  type,
  name: { zh, en: id },
  ...more,
});

/** A small app without mistakes: leads with a customer and quote lines, and one document of each other kind. */
export function leadApp(): readonly DefinitionDocument[] {
  return [
    { ...base("app", "crm", "线索管理", "CRM"), icon: "app", color: "#0f766e" },
    {
      ...base("entity", "lead", "线索", "Lead"),
      icon: "lead",
      color: "blue",
      titleField: "name",
      owned: true,
      pool: { dailyClaimLimit: 10 },
      timeline: [{ entity: "followup", field: "lead" }],
      fields: [
        field("name", "text", "名称", { required: true }),
        field("amount", "number", "金额"),
        field("tax", "formula", "税额", { settings: { expression: { "*": [{ var: "amount" }, "0.13"] } } }),
        field("source", "select", "来源", {
          default: "web",
          settings: {
            options: [
              { key: "web", name: { zh: "官网", en: "Website" } },
              { key: "fair", name: { zh: "展会", en: "Fair" } },
            ],
          },
        }),
        field("lines", "sub-table", "明细", { settings: { entity: "line" } }),
      ],
    },
    {
      ...base("entity", "line", "明细", "Line"),
      icon: "line",
      color: "gray",
      titleField: "item",
      owned: false,
      parent: { entity: "lead", field: "lines" },
      fields: [field("item", "text", "品名")],
    },
    {
      ...base("entity", "followup", "跟进", "Follow-up"),
      icon: "note",
      color: "green",
      titleField: "content",
      owned: true,
      fields: [
        field("content", "text", "内容"),
        field("lead", "reference", "线索", { settings: { entity: "lead" } }),
      ],
    },
    {
      ...base("form", "lead_form", "线索表单", "Lead form"),
      entity: "lead",
      items: [
        { type: "field", id: "i1", field: "name", span: 12 },
        {
          type: "section",
          id: "s1",
          title: sameText("More"),
          items: [{ type: "field", id: "i2", field: "amount", span: 6 }],
        },
        { type: "text", id: "t1", content: sameText("Thanks"), span: 12 },
      ],
      public: { enabled: true, slug: "try-us", values: { source: "web" }, parameters: { name: "name" } },
    },
    {
      ...base("view", "all", "全部线索", "All leads"),
      entity: "lead",
      layout: "kanban",
      columns: [{ field: "name", width: 200 }, { field: "owner" }],
      filter: { "==": [{ var: "source" }, "web"] },
      sort: [{ field: "created_at", descending: true }],
      groupBy: "source",
    },
    {
      ...base("flow", "route", "分配", "Routing"),
      entity: "lead",
      enabled: true,
      trigger: { type: "created", settings: {} },
      start: "n1",
      nodes: [
        {
          id: "n1",
          type: "update",
          name: { zh: "设金额", en: "Set amount" },
          settings: { field: "amount" },
          exits: { next: "n2" },
        },
        { id: "n2", type: "notify", settings: {}, exits: {} },
      ],
      again: "ignore",
    },
    {
      ...base("dashboard", "home", "首页", "Home"),
      cards: [
        {
          id: "c1",
          chart: "bar",
          title: { zh: "来源分布", en: "By source" },
          entity: "lead",
          dimensions: [{ field: "source" }, { field: "created_at", grain: "month" }],
          measures: [
            { id: "m1", function: "count" },
            { id: "m2", function: "sum", field: "amount" },
          ],
          sort: [{ field: "m2", descending: true }],
          layout: { x: 0, y: 0, w: 6, h: 4 },
        },
      ],
    },
    {
      ...base("role", "sales", "销售", "Sales"),
      builder: false,
      grants: {
        lead: {
          create: true,
          read: ["own", "pool"],
          update: ["own"],
          delete: [],
          fields: { amount: "masked" },
        },
      },
    },
    {
      ...base("menu", "main", "菜单", "Menu"),
      items: [
        { id: "a", type: "entity", target: "lead" },
        {
          id: "g",
          type: "group",
          name: sameText("Charts"),
          items: [{ id: "b", type: "dashboard", target: "home" }],
        },
      ],
    },
  ];
}

/** A catalog over documents, with the field types of the tests. */
export function catalogOf(documents: readonly DefinitionDocument[]): Catalog {
  return new Catalog(documents, testFieldTypes);
}

/** The app with one document changed; `change` gets it by its kind. */
export function leadAppWith<Kind extends DocumentKind>(
  key: `${Kind}/${string}`,
  change: (document: DocumentOf<Kind>) => DocumentOf<Kind>,
): readonly DefinitionDocument[] {
  return leadApp().map((document) =>
    // The key names a document of that kind.
    documentKey(document) === key ? change(document as DocumentOf<Kind>) : document,
  );
}
