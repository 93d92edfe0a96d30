import { fieldCatalog } from "@mortise/fields";
import { Catalog, parseDocument, validateCatalog } from "@mortise/metadata";
import { describe, expect, test } from "vitest";
import { templates } from "./index.ts";

describe.each(templates.map((template) => [template.id, template] as const))(
  "template %s",
  (_id, template) => {
    test("every document has the right shape", () => {
      const refused = template.documents.filter((document) => !parseDocument(structuredClone(document)).ok);
      expect(refused.map((document) => `${document.kind}/${document.id}`)).toEqual([]);
    });

    test("the documents fit together without a complaint", () => {
      const problems = validateCatalog(new Catalog(template.documents, fieldCatalog));
      expect(problems.filter((problem) => problem.severity === "error")).toEqual([]);
    });

    test("sample rows only fill fields that exist", () => {
      const catalog = new Catalog(template.documents, fieldCatalog);
      for (const { entity, rows } of template.samples())
        for (const { values } of rows)
          for (const field of Object.keys(values))
            expect(
              field === "id" || catalog.scope(entity).variable(field),
              `${entity}.${field}`,
            ).toBeTruthy();
    });

    test("what happens today touches sample records and fields that exist", () => {
      const catalog = new Catalog(template.documents, fieldCatalog);
      const ids = new Set(template.samples().flatMap(({ rows }) => rows.map(({ values }) => values["id"])));
      const events = template.today?.() ?? [];
      const wrong = events.flatMap((event) => {
        const isNew = "create" in event;
        const values = isNew ? event.create : event.change;
        const unknown = Object.keys(values).filter(
          (field) => field !== "id" && !catalog.scope(event.entity).variable(field),
        );
        return isNew === ids.has(isNew ? event.create["id"] : "id" in event ? event.id : event.of.id)
          ? [event, ...unknown]
          : unknown;
      });
      expect(wrong).toEqual([]);
    });
  },
);
