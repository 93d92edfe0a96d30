import { fieldCatalog, fieldType } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type DashboardDocument, type ViewDocument } from "@mortise/metadata";
import { describe, expect, test } from "vitest";
import { aField, anApp, anEntity } from "../../testing/shop-app.ts";
import { physicalTables } from "../physical-table.ts";
import { adviseIndexes, MOST_ADVISED } from "./advise-indexes.ts";

const lead = anEntity("lead", [
  aField("status", "stage"),
  aField("city", "text", { settings: { maxLength: 20 } }),
  aField("area", "region"),
  aField("essay", "long-text"),
  aField("due", "date"),
  aField("amount", "money"),
]);

function view(id: string, more: Partial<ViewDocument>): ViewDocument {
  return {
    kind: "view",
    id,
    version: 1,
    name: sameText(id),
    entity: "lead",
    layout: "table",
    columns: [],
    ...more,
  };
}

function advice(...documents: readonly (ViewDocument | DashboardDocument)[]) {
  const catalog = new Catalog([...anApp("crm", [lead]), ...documents], fieldCatalog);
  const [table] = physicalTables(catalog, fieldType);
  return table ? adviseIndexes({ app: "crm", catalog, entity: "lead" }, table, fieldType) : [];
}

const MINE = { "==": [{ var: "owner" }, { var: "$user" }] };

describe("adviseIndexes", () => {
  test("puts what is compared before the order, and beside it what else is looked at", () => {
    const filter = { and: [MINE, { in: [{ var: "status" }, ["new", "old"]] }] };
    const [index] = advice(view("mine", { filter, sort: [{ field: "due", descending: true }] }));
    expect(index).toMatchObject({
      definition:
        'using btree ("owner", "due" desc nulls last, "id" desc) include ("team", "status") where "deleted_at" is null',
      wantedBy: ["view/mine"],
    });
    expect(index?.probe).toContain('order by "due" desc nulls last, "id" desc limit 51');
  });

  test("leaves to other tables what is compared there, and carries the reference along", () => {
    const above = { within: [{ var: "customer.area" }, "3701"] };
    const key = { "==": [{ var: "customer.kind" }, "key"] };
    const mine = view("mine", { filter: { and: [MINE, above, key] }, sort: [{ field: "due" }] });
    const customer = anEntity("customer", [aField("area", "region"), aField("kind", "text")]);
    const leads = {
      ...lead,
      fields: [...lead.fields, aField("customer", "reference", { settings: { entity: "customer" } })],
    };
    const catalog = new Catalog([...anApp("crm", [leads, customer]), mine], fieldCatalog);
    const table = physicalTables(catalog, fieldType).find(({ entity }) => entity === "lead");
    const [index] = table ? adviseIndexes({ app: "crm", catalog, entity: "lead" }, table, fieldType) : [];
    expect(index?.definition).toBe(
      'using btree ("owner", "due", "id") include ("team", "customer") where "deleted_at" is null',
    );
  });

  test("serves calendars and gantt charts by the day on which records begin, whatever order they carry along", () => {
    const dates = { start: "due" };
    const [index] = advice(
      view("plan", { layout: "gantt", dates, sort: [{ field: "name" }] }),
      view("month", { layout: "calendar", dates }),
      view("list", { layout: "table", dates }),
    );
    expect(index).toMatchObject({ wantedBy: ["view/plan", "view/month"] });
    expect(index?.definition).toMatch(/^using btree \("due", "id"\).* and "due" is not null$/);
    expect(index?.probe).toContain('"due" is not null order by "due"');
  });

  test("serves them by the index of a list in that order, which also holds what has no date", () => {
    const list = view("list", { sort: [{ field: "due" }] });
    const indexes = advice(view("month", { layout: "calendar", dates: { start: "due" } }), list);
    expect(indexes).toHaveLength(1);
    expect(indexes[0]).toMatchObject({ wantedBy: ["view/list", "view/month"] });
    expect(indexes[0]?.definition).toMatch(/ where "deleted_at" is null$/);
  });

  test("has nothing to add to the order of the newest, alone or within one owner, stage or reference", () => {
    expect(
      advice(
        view("all", {}),
        view("mine", { filter: MINE }),
        view("won", { filter: { "==": [{ var: "status" }, "won"] } }),
      ),
    ).toEqual([]);
  });

  test("carries the order along behind a region, of which only the beginning is compared", () => {
    const status = { "==": [{ var: "status" }, "won"] };
    const within = { within: [{ var: "area" }, "3702"] };
    const [index, ...others] = advice(
      view("here", { filter: { and: [status, within] } }),
      view("not_a_region", { filter: { and: [status, { within: [{ var: "city" }, "3702"] }] } }),
    );
    expect(index).toMatchObject({
      definition:
        'using btree ("status", "area" text_pattern_ops) include ("created_at", "id", "owner", "team") where "deleted_at" is null',
      columns: ["status", "area", "created_at", "id", "owner", "team"],
    });
    expect(index?.probe).toContain(`"status" = 'won' and "area" like '3702%' order by "created_at" desc`);
    expect(others).toEqual([]);
  });

  test("serves the cards of dashboards that look at a part of the rows", () => {
    const card = {
      id: "c",
      chart: "bar",
      title: sameText("c"),
      entity: "lead",
      dimensions: [{ field: "status" }],
      measures: [{ id: "m", function: "sum", field: "amount" }],
      filter: { "==": [{ var: "city" }, "青岛'"] },
      layout: { x: 0, y: 0, w: 4, h: 4 },
    } as const;
    const board: DashboardDocument = {
      kind: "dashboard",
      id: "d",
      version: 1,
      name: sameText("d"),
      cards: [card],
    };
    const [index] = advice(board);
    expect(index?.definition).toBe(
      'using btree ("city", "status") include ("owner", "team", "amount") where "deleted_at" is null',
    );
    expect(index?.probe).toContain(`"city" = '青岛'''`);
  });

  test("leaves alone what no ordered index can hold or give", () => {
    expect(
      advice(
        view("long", { filter: { "==": [{ var: "essay" }, "x"] } }),
        view("staged", { filter: MINE, sort: [{ field: "status" }] }),
        view("gone", { filter: { "==": [{ var: "ghost" }, 1] } }),
      ),
    ).toEqual([]);
  });

  test("keeps to the most wanted", () => {
    const sorts = ["due", "amount", "city", "updated_at", "name"];
    const views = sorts.map((field, n) => view(`v${n}`, { filter: MINE, sort: [{ field }] }));
    const twice = view("again", { filter: MINE, sort: [{ field: "updated_at" }] });
    const advised = advice(...views, twice);
    expect(advised).toHaveLength(MOST_ADVISED);
    expect(advised[0]?.wantedBy).toEqual(["view/v3", "view/again"]);
  });
});
