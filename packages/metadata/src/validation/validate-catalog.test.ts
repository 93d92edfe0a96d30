import type { Expression } from "@mortise/expression";
import { sameText } from "@mortise/kit";
import { describe, expect, test } from "vitest";
import type { DefinitionDocument, DocumentKind, DocumentOf } from "../documents/document.ts";
import { catalogOf, leadApp, leadAppWith } from "../testing/lead-app.ts";
import { defineChecker } from "./problem.ts";
import { validateCatalog } from "./validate-catalog.ts";

const found = (documents: readonly DefinitionDocument[]): readonly string[] =>
  validateCatalog(catalogOf(documents)).map(
    ({ document, path, severity }) => `${severity} ${document} ${path}`,
  );

const after = <Kind extends DocumentKind>(
  key: `${Kind}/${string}`,
  change: (document: DocumentOf<Kind>) => object,
): readonly string[] => found(leadAppWith(key, (document) => ({ ...document, ...change(document) })));

const lead = (change: (fields: DocumentOf<"entity">["fields"]) => readonly object[]): readonly string[] =>
  after("entity/lead", ({ fields }) => ({ fields: change(fields) }));

const aField = (more: object): object => ({
  id: "extra",
  type: "text",
  name: { zh: "新", en: "New" },
  ...more,
});

const formula = (id: string, expression: Expression) => ({
  id,
  type: "formula",
  name: { zh: id, en: id },
  settings: { expression },
});

describe("validateCatalog", () => {
  test("finds nothing in a sound app", () => {
    expect(found(leadApp())).toEqual([]);
  });

  test("asks for exactly one app document", () => {
    expect(found(leadApp().slice(1))).toEqual(["error app/app "]);
  });

  test("finds two documents of one id", () => {
    const documents = leadApp();
    expect(found([...documents, ...documents.filter(({ kind }) => kind === "role")])).toContain(
      "error role/sales id",
    );
  });

  test("finds nothing in a sound calendar, gallery and gantt chart", () => {
    const sound = {
      dates: { start: "created_at", end: "updated_at", title: "name", colorBy: "source", progress: "amount" },
      gallery: { size: "large" },
      map: { place: "name" },
      colors: [{ when: { ">": [{ var: "amount" }, "100"] }, color: "red" }],
      rowHeight: "high",
      frozen: 2,
      quickFilters: ["owner", "created_at"],
    };
    for (const layout of ["table", "calendar", "gallery", "gantt", "map"] as const)
      expect(after("view/all", () => ({ ...sound, layout, groupBy: "owner" }))).toEqual([]);
  });

  test("refuses a quick filter by a field that is not there", () => {
    expect(after("view/all", () => ({ quickFilters: ["owner", "gone"] }))).toEqual([
      "error view/all quickFilters.1",
    ]);
  });

  describe("names", () => {
    test("refuses a name that is empty in both languages", () => {
      expect(after("view/all", () => ({ name: sameText("") }))).toEqual(["error view/all name"]);
    });

    test("warns of a name in one language only", () => {
      expect(after("view/all", () => ({ name: { zh: "全部", en: "" } }))).toEqual(["warning view/all name"]);
    });

    test("takes 200 Chinese characters, and refuses what nobody could read", () => {
      expect(after("view/all", () => ({ name: sameText("字".repeat(200)) }))).toEqual([]);
      expect(after("view/all", () => ({ name: sameText("字".repeat(501)) }))).toEqual([
        "error view/all name",
      ]);
    });
  });

  describe("fields", () => {
    test.each([
      ["a malformed id", { id: "Extra" }, "error entity/lead fields.5.id"],
      ["a system field's id", { id: "created_at" }, "error entity/lead fields.5.id"],
      ["the search column's id", { id: "search" }, "error entity/lead fields.5.id"],
      ["a name PostgreSQL reserves", { id: "xmin" }, "error entity/lead fields.5.id"],
      ["the prefix of kept columns", { id: "zz_a" }, "error entity/lead fields.5.id"],
      ["an id used twice", { id: "name" }, "error entity/lead fields.5.id"],
      ["an unknown type", { type: "hologram" }, "error entity/lead fields.5.type"],
      ["settings the type refuses", { settings: { broken: true } }, "error entity/lead fields.5.settings"],
      [
        "a unique field of a type that cannot be",
        { type: "date", unique: true },
        "error entity/lead fields.5.unique",
      ],
      ["a default of another kind", { default: { var: "$today" } }, "error entity/lead fields.5.default"],
      [
        "a default that reads the record",
        { default: { var: "name" } },
        "error entity/lead fields.5.default.var",
      ],
      [
        "a reference to nothing",
        { type: "reference", settings: { entity: "ghost" } },
        "error entity/lead fields.5.settings",
      ],
      [
        "a sub-table of foreign rows",
        { type: "sub-table", settings: { entity: "line" } },
        "error entity/lead fields.5.settings",
      ],
      [
        "a formula over nothing",
        { type: "formula", settings: { expression: { "+": [{ var: "ghost" }, 1] } } },
        "error entity/lead fields.5.settings",
      ],
    ])("finds %s", (_what, more, problem) => {
      const problems = lead((fields) => [...fields, aField(more)]);
      expect(problems.filter((entry) => entry.startsWith(problem))).not.toEqual([]);
    });

    test("takes 500 of them, and says how many are allowed when there are more", () => {
      const filledUp = (count: number) =>
        lead((fields) => [
          ...fields,
          ...Array.from({ length: count - fields.length }, (_, n) =>
            aField({ id: `more_${n}`, name: sameText(`More ${n}`) }),
          ),
        ]);
      expect(filledUp(500)).toEqual([]);
      expect(filledUp(501)).toEqual(["error entity/lead fields"]);
    });

    test("finds formulas that run in a circle", () => {
      const circle = (id: string, other: string): object =>
        aField({
          id,
          name: sameText(id),
          type: "formula",
          settings: { expression: { "+": [{ var: other }, 1] } },
        });
      expect(lead((fields) => [...fields, circle("a", "b"), circle("b", "a")])).toEqual([
        "error entity/lead fields.5.settings",
        "error entity/lead fields.6.settings",
      ]);
    });

    test("tells a column of child rows from a field of the same name", () => {
      const total = { sum: [{ var: "lines" }, { var: "extra" }] };
      const documents = leadAppWith<"entity">("entity/lead", (entity) => ({
        ...entity,
        fields: [...entity.fields, formula("extra", total)],
      })).map((document) =>
        document.kind === "entity" && document.id === "line"
          ? {
              ...document,
              fields: [...document.fields, { id: "extra", type: "number", name: sameText("x") }],
            }
          : document,
      );
      expect(found(documents)).toEqual([]);
    });

    test("warns of two fields of the same name", () => {
      expect(lead((fields) => [...fields, aField({ name: { zh: "名称", en: "Title" } })])).toEqual([
        "warning entity/lead fields.5.name",
      ]);
    });
  });

  describe("entities", () => {
    test.each([
      ["a title field that is gone", "entity/lead", { titleField: "ghost" }, "error entity/lead titleField"],
      ["a sub-table as title", "entity/lead", { titleField: "lines" }, "error entity/lead titleField"],
      [
        "a searched field that is gone",
        "entity/lead",
        { searchFields: ["ghost"] },
        "error entity/lead searchFields.0",
      ],
      [
        "a unique rule over a field that is gone",
        "entity/lead",
        { uniqueRules: [{ id: "r", fields: ["ghost"] }] },
        "error entity/lead uniqueRules.0.fields",
      ],
      [
        "a unique rule over rows",
        "entity/lead",
        { uniqueRules: [{ id: "r", fields: ["lines"] }] },
        "error entity/lead uniqueRules.0.fields",
      ],
      ["a pool without owners", "entity/followup", { owned: false, pool: {} }, "error entity/followup pool"],
      [
        "a parent without the sub-table",
        "entity/line",
        { parent: { entity: "lead", field: "name" } },
        "error entity/line parent.field",
      ],
      [
        "a timeline of strangers",
        "entity/lead",
        { timeline: [{ entity: "followup", field: "content" }] },
        "error entity/lead timeline.0.field",
      ],
    ] as const)("finds %s", (_what, key, change, problem) => {
      expect(after(key, () => change)).toContain(problem);
    });
  });

  test.each([
    ["a view over no entity", "view/all", { entity: "ghost" }, "error view/all entity"],
    [
      "a view column that is gone",
      "view/all",
      { columns: [{ field: "ghost" }] },
      "error view/all columns.0.field",
    ],
    ["a view without columns", "view/all", { columns: [] }, "error view/all columns"],
    ["sorting by child rows", "view/all", { sort: [{ field: "lines" }] }, "error view/all sort.0.field"],
    ["a filter that is no condition", "view/all", { filter: { "+": [1, 2] } }, "error view/all filter"],
    ["a kanban without columns", "view/all", { groupBy: undefined }, "error view/all groupBy"],
    ["a kanban by text", "view/all", { groupBy: "name" }, "error view/all groupBy"],
    ["a calendar without dates", "view/all", { layout: "calendar" }, "error view/all dates.start"],
    [
      "a gantt chart that begins by a text",
      "view/all",
      { layout: "gantt", dates: { start: "name" } },
      "error view/all dates.start",
    ],
    [
      "an end of another kind than the start",
      "view/all",
      { layout: "calendar", dates: { start: "created_at", end: "amount" } },
      "error view/all dates.end",
    ],
    [
      "a predecessor that is no reference to itself",
      "view/all",
      { layout: "gantt", dates: { start: "created_at", dependsOn: "lines" } },
      "error view/all dates.dependsOn",
    ],
    [
      "a cover that is no picture",
      "view/all",
      { layout: "gallery", gallery: { cover: "name" } },
      "error view/all gallery.cover",
    ],
    [
      "a colour rule that is no condition",
      "view/all",
      { colors: [{ when: { "+": [1, 2] }, color: "red" }] },
      "error view/all colors.0.when",
    ],
    [
      "a colour by a field of another record",
      "view/all",
      { colors: [{ when: { empty: [{ var: "owner.team" }] }, color: "red" }] },
      "error view/all colors.0.when",
    ],
    ["a tree without a field that makes one", "view/all", { layout: "tree" }, "error view/all groupBy"],
    [
      "a form field that is gone",
      "form/lead_form",
      { items: [{ type: "field", id: "x", field: "ghost", span: 6 }] },
      "error form/lead_form items.0.field",
    ],
    [
      "tabs without a page",
      "form/lead_form",
      {
        items: [
          { type: "pages", id: "p", look: "tabs", items: [] },
          { type: "field", id: "n", field: "name", span: 6 },
        ],
      },
      "error form/lead_form items.0",
    ],
    [
      "an embedded page that is not https",
      "form/lead_form",
      {
        items: [
          { type: "frame", id: "f", title: sameText("BI"), url: "http://bi.cn", height: 300, span: 12 },
        ],
      },
      "error form/lead_form items.0.url",
    ],
    [
      "a button that runs a script",
      "form/lead_form",
      {
        items: [
          {
            type: "button",
            id: "b",
            title: sameText("B"),
            span: 3,
            action: { type: "link", url: "javascript:alert(1)" },
          },
        ],
      },
      "error form/lead_form items.0.action.url",
    ],
    [
      "a button that fills in a field that is gone",
      "form/lead_form",
      {
        items: [
          {
            type: "button",
            id: "b",
            title: sameText("B"),
            span: 3,
            action: { type: "set", set: [{ type: "set", field: "ghost", value: 1 }] },
          },
        ],
      },
      "error form/lead_form items.0.action.set.0",
    ],
    [
      "a required field that is not on the form",
      "form/lead_form",
      { items: [], public: undefined },
      "warning form/lead_form items",
    ],
    [
      "a preset of no field",
      "form/lead_form",
      { public: { enabled: true, slug: "abcd", values: { ghost: 1 } } },
      "error form/lead_form public.values.ghost",
    ],
    ["a flow without a first step", "flow/route", { start: undefined }, "error flow/route start"],
    ["a first step that is gone", "flow/route", { start: "ghost" }, "error flow/route start"],
    [
      "a connection to nothing",
      "flow/route",
      { nodes: [{ id: "n1", type: "x", settings: {}, exits: { next: "gone" } }] },
      "error flow/route nodes.0.exits.next",
    ],
    ["a node that is not connected", "flow/route", { start: "n2" }, "warning flow/route nodes.0"],
    [
      "a role for no entity",
      "role/sales",
      { grants: { ghost: { create: true, read: [], update: [], delete: [] } } },
      "error role/sales grants.ghost",
    ],
    [
      "a role's field that is gone",
      "role/sales",
      { grants: { lead: { create: true, read: [], update: [], delete: [], fields: { ghost: "read" } } } },
      "error role/sales grants.lead.fields.ghost",
    ],
    [
      "a menu entry that leads nowhere",
      "menu/main",
      { items: [{ id: "a", type: "view", target: "ghost" }] },
      "error menu/main items.0.target",
    ],
    [
      "a group without a name",
      "menu/main",
      { items: [{ id: "a", type: "group" }] },
      "error menu/main items.0.name",
    ],
  ] as const)("finds %s", (_what, key, change, problem) => {
    expect(after(key, () => change)).toContain(problem);
  });

  test.each([
    ["a card beyond the canvas", { layout: { x: 8, y: 0, w: 6, h: 2 } }, "layout"],
    ["a dimension that is gone", { dimensions: [{ field: "ghost" }], sort: [] }, "dimensions.0.field"],
    [
      "months of something without date",
      { dimensions: [{ field: "source", grain: "month" }] },
      "dimensions.0.grain",
    ],
    [
      "provinces of something without region",
      { dimensions: [{ field: "source", level: 2 }] },
      "dimensions.0.level",
    ],
    ["a sum of text", { measures: [{ id: "m2", function: "sum", field: "name" }] }, "measures.0.field"],
    ["a sum of nothing", { measures: [{ id: "m2", function: "sum" }] }, "measures.0.field"],
    ["sorting by what is not on the card", { sort: [{ field: "name" }] }, "sort.0"],
  ])("finds %s", (_what, change, path) => {
    const problems = after("dashboard/home", ({ cards }) => ({
      cards: cards.map((card) => ({ ...card, ...change })),
    }));
    expect(problems).toEqual([`error dashboard/home cards.0.${path}`]);
  });

  test("adds what the engines find, for documents of their kind only", () => {
    const problem = {
      document: "flow/route",
      path: "nodes.0",
      message: sameText("?"),
      severity: "error",
    } as const;
    const problems = validateCatalog(catalogOf(leadApp()), [defineChecker("flow", () => [problem])]);
    expect(problems).toEqual([problem]);
  });
});
