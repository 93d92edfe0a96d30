import { describe, expect, test } from "vitest";
import { diffDocuments } from "../diff/diff-documents.ts";
import type { DefinitionDocument, DocumentKind, DocumentOf } from "../documents/document.ts";
import { documentKey } from "../documents/document.ts";
import type { FieldDefinition } from "../documents/entity.ts";
import { catalogOf, leadApp, leadAppWith } from "../testing/lead-app.ts";
import { validateCatalog } from "../validation/validate-catalog.ts";
import { renameFieldKey, replaceField, withCurrentKeys } from "./change-field.ts";
import { rewriteExpression } from "./rewrite-expression.ts";

const published = catalogOf(leadApp());

function with_(changed: readonly DefinitionDocument[]) {
  const next = new Map(changed.map((document) => [documentKey(document), document]));
  return catalogOf(leadApp().map((document) => next.get(documentKey(document)) ?? document));
}

function pick<Kind extends DocumentKind>(
  changed: readonly DefinitionDocument[],
  kind: Kind,
): DocumentOf<Kind> | undefined {
  return changed.find((document): document is DocumentOf<Kind> => document.kind === kind);
}

describe("a new key", () => {
  const renamed = renameFieldKey(
    published,
    published,
    { entity: "lead", field: "amount", key: "budget" },
    [],
  );

  test("is followed by everything that names the field, and nothing breaks", () => {
    expect(renamed.map(documentKey).toSorted()).toEqual([
      "dashboard/home",
      "entity/lead",
      "form/lead_form",
      "role/sales",
    ]);
    expect(validateCatalog(with_(renamed)).filter(({ severity }) => severity === "error")).toEqual([]);
    const entity = pick(renamed, "entity");
    expect(entity?.fields.find(({ id }) => id === "budget")?.formerId).toBe("amount");
    expect(entity?.fields.find(({ id }) => id === "tax")?.settings).toEqual({
      expression: { "*": [{ var: "budget" }, "0.13"] },
    });
    expect(pick(renamed, "role")?.grants["lead"]?.fields).toEqual({ budget: "masked" });
  });

  test("is told as one change of the field", () => {
    expect(diffDocuments(published, with_(renamed)).map(({ text }) => text.zh)).toContain(
      "实体“线索”字段“金额”的标识由 amount 改为 budget",
    );
  });

  test("changed again before publishing still leads back to the published one; changed back it is as it was", () => {
    const once = with_(renamed);
    const twice = renameFieldKey(once, published, { entity: "lead", field: "budget", key: "sum" }, []);
    expect(pick(twice, "entity")?.fields.find(({ id }) => id === "sum")?.formerId).toBe("amount");
    const back = renameFieldKey(once, published, { entity: "lead", field: "budget", key: "amount" }, []);
    const kept = new Map([...renamed, ...back].map((document) => [documentKey(document), document]));
    expect(diffDocuments(published, with_([...kept.values()]))).toEqual([]);
  });

  test("of a title, a reference, a sub-table is followed in every entity", () => {
    const title = renameFieldKey(published, published, { entity: "lead", field: "name", key: "company" }, []);
    expect(pick(title, "entity")?.titleField).toBe("company");
    expect(pick(title, "form")?.public?.parameters).toEqual({ name: "company" });
    const lines = renameFieldKey(published, published, { entity: "lead", field: "lines", key: "items" }, []);
    const line = lines.find(({ id }) => id === "line");
    expect(line).toMatchObject({ parent: { entity: "lead", field: "items" } });
    const link = renameFieldKey(
      published,
      published,
      { entity: "followup", field: "lead", key: "about" },
      [],
    );
    expect(link.find(({ id }) => id === "lead")).toMatchObject({
      timeline: [{ entity: "followup", field: "about" }],
    });
  });

  test("reaches views that people saved for themselves, through the release", () => {
    const view = pick(leadApp(), "view");
    const own = { ...view, columns: [{ field: "amount" }], filter: { ">": [{ var: "amount" }, "1"] } };
    expect(withCurrentKeys(own as DocumentOf<"view">, with_(renamed))).toMatchObject({
      columns: [{ field: "budget" }],
      filter: { ">": [{ var: "budget" }, "1"] },
    });
    expect(withCurrentKeys(own as DocumentOf<"view">, published)).toBe(own);
    const parts = {
      ...view,
      dates: { start: "created_at", progress: "amount" },
      gallery: { cover: "amount" },
      map: { place: "amount" },
      colors: [{ when: { ">": [{ var: "amount" }, "1"] }, color: "red" }],
    };
    expect(withCurrentKeys(parts as DocumentOf<"view">, with_(renamed))).toMatchObject({
      dates: { start: "created_at", progress: "budget" },
      gallery: { cover: "budget" },
      map: { place: "budget" },
      colors: [{ when: { ">": [{ var: "budget" }, "1"] }, color: "red" }],
    });
  });
});

describe("another field in its place", () => {
  const cost: FieldDefinition = { id: "cost", type: "number", name: { zh: "成本", en: "Cost" } };
  const app = catalogOf(
    leadAppWith("entity/lead", (entity) => ({ ...entity, fields: [...entity.fields, cost] })),
  );

  test("is used everywhere, and the field goes with its rights", () => {
    const changed = replaceField(app, { entity: "lead", field: "amount", by: "cost" }, []);
    const entity = pick(changed, "entity");
    expect(entity?.fields.map(({ id }) => id)).not.toContain("amount");
    expect(entity?.fields.find(({ id }) => id === "tax")?.settings).toEqual({
      expression: { "*": [{ var: "cost" }, "0.13"] },
    });
    expect(pick(changed, "role")?.grants["lead"]?.fields).toEqual({});
    expect(pick(changed, "dashboard")?.cards[0]?.measures[1]).toMatchObject({ field: "cost" });
  });

  test("is not put where it stands already", () => {
    const changed = replaceField(published, { entity: "lead", field: "amount", by: "name" }, []);
    expect(pick(changed, "form")?.items).toMatchObject([{ field: "name" }, { items: [] }, { type: "text" }]);
  });
});

describe("rewriteExpression", () => {
  const rename = (entity: string, field: string) => `${entity}_${field}`;
  const over = (expression: Parameters<typeof rewriteExpression>[0], entity = "lead") =>
    rewriteExpression(expression, { entity, catalog: published }, { rename, replaces: false });

  test("tells fields of child rows from those of the record", () => {
    expect(over({ sum: [{ var: "lines" }, { "*": [{ var: "item" }, { var: "amount" }] }] })).toEqual({
      sum: [{ var: "lead_lines" }, { "*": [{ var: "line_item" }, { var: "lead_amount" }] }],
    });
  });

  test("follows paths through references and old values, and leaves literals and variables of the system", () => {
    expect(
      over(
        { and: [{ "==": [{ var: "lead.amount" }, "amount"] }, { var: ["$old.content", ""] }] },
        "followup",
      ),
    ).toEqual({
      and: [
        { "==": [{ var: "followup_lead.lead_amount" }, "amount"] },
        { var: ["$old.followup_content", ""] },
      ],
    });
    expect(over({ in: [{ var: "owner" }, [{ var: "$user" }]] })).toEqual({
      in: [{ var: "lead_owner" }, [{ var: "$user" }]],
    });
  });
});
