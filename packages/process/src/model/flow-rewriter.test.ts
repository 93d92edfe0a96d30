import { fieldCatalog } from "@mortise/fields";
import {
  Catalog,
  type DefinitionDocument,
  documentKey,
  renameFieldKey,
  validateCatalog,
} from "@mortise/metadata";
import { templates } from "@mortise/templates";
import { expect, test } from "vitest";
import { flowChecker } from "./flow-checker.ts";
import { flowRewriter } from "./flow-rewriter.ts";

const catalogOf = (documents: readonly DefinitionDocument[]) => new Catalog(documents, fieldCatalog);

const errorsOf = (catalog: Catalog) =>
  validateCatalog(catalog, [flowChecker]).filter(({ severity }) => severity === "error");

for (const template of templates) {
  test(`every field of ${template.id} can get another key, and nothing that uses it breaks`, () => {
    const published = catalogOf(template.documents);
    for (const { id: entity, fields } of published.all("entity")) {
      // Those that pools bring along are not the builder's: nobody gives them another key.
      for (const { id: field } of fields.filter(({ supplied }) => !supplied)) {
        const address = { entity, field, key: `${field}_x` };
        const changed = new Map(
          renameFieldKey(published, published, address, [flowRewriter]).map((document) => [
            documentKey(document),
            document,
          ]),
        );
        const renamed = catalogOf(
          published.documents.map((document) => changed.get(documentKey(document)) ?? document),
        );
        expect({ entity, field, errors: errorsOf(renamed) }).toEqual({ entity, field, errors: [] });
      }
    }
  });
}

test("a renamed field is followed in what a flow says, asks and writes", () => {
  const flow = {
    kind: "flow",
    id: "route",
    version: 1,
    name: { zh: "分配", en: "Route" },
    entity: "lead",
    enabled: true,
    trigger: {
      type: "record-updated",
      settings: { fields: ["amount"], when: { ">": [{ var: "amount" }, "1"] } },
    },
    again: "ignore",
    nodes: [
      {
        id: "a",
        type: "task",
        settings: {
          title: { zh: "预算 {amount}", en: "{amount} of {other}" },
          to: [{ source: "field", field: "amount" }],
        },
        exits: {},
      },
      {
        id: "b",
        type: "assign",
        settings: {
          rules: [{ when: { ">": [{ var: "amount" }, "5"] }, to: { strategy: "field", field: "amount" } }],
          fallback: { strategy: "pool" },
        },
        exits: {},
      },
      {
        id: "c",
        type: "create-record",
        settings: {
          entity: "task",
          link: "amount",
          values: [{ field: "amount", value: { var: "amount" } }],
        },
        exits: {},
      },
    ],
  } as const;
  const rename = (entity: string, field: string) =>
    entity === "lead" && field === "amount" ? "budget" : field;
  const rewritten = flowRewriter.rewrite(flow, catalogOf([flow]), { rename, replaces: false });
  expect(rewritten).toMatchObject({
    trigger: { settings: { fields: ["budget"], when: { ">": [{ var: "budget" }, "1"] } } },
    nodes: [
      {
        settings: {
          title: { zh: "预算 {budget}", en: "{budget} of {other}" },
          to: [{ source: "field", field: "budget" }],
        },
      },
      {
        settings: {
          rules: [{ when: { ">": [{ var: "budget" }, "5"] }, to: { strategy: "field", field: "budget" } }],
        },
      },
      // The other entity has a field of that id too: it keeps its own.
      { settings: { link: "amount", values: [{ field: "amount", value: { var: "budget" } }] } },
    ],
  });
});
