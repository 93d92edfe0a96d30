import { sameText } from "@mortise/kit";
import { expect, test } from "vitest";
import { diffDocuments } from "../diff/diff-documents.ts";
import { usesOf } from "../diff/uses.ts";
import type { DefinitionDocument } from "../documents/document.ts";
import type { PageDocument } from "../documents/page.ts";
import { rewriteDocument } from "../refactor/rewrite-document.ts";
import { parseDocument } from "../schema/parse-document.ts";
import { catalogOf as catalogFrom, leadApp } from "../testing/lead-app.ts";
import { validateCatalog } from "./validate-catalog.ts";

const page: PageDocument = {
  kind: "page",
  id: "lead",
  version: 1,
  name: sameText("线索页面"),
  entity: "lead",
  keyFields: ["name"],
  tabs: [{ id: "first", name: sameText("概览") }],
  columns: [{ id: "main", tab: "first", span: 12 }],
  blocks: [
    { id: "details", type: "fields", column: "main", fields: ["name"] },
    { id: "talk", type: "comments", column: "main" },
  ],
};
const catalogOf = (...more: readonly DefinitionDocument[]) => catalogFrom([...leadApp(), ...more]);
const pathsOf = (changed: PageDocument) =>
  validateCatalog(catalogOf(changed))
    .filter((problem) => problem.document === "page/lead" && problem.severity === "error")
    .map(({ path }) => path);

test("a page names what exists, and everything on it stands somewhere", () => {
  expect(parseDocument(page)).toMatchObject({ ok: true });
  expect(parseDocument({ ...page, columns: [{ id: "main", tab: "first", span: 13 }] })).toMatchObject({
    ok: false,
  });
  expect(pathsOf(page)).toEqual([]);
  expect(pathsOf({ ...page, keyFields: ["nothing"] })).toEqual(["keyFields.0"]);
  expect(pathsOf({ ...page, roles: ["nobody"] })).toEqual(["roles.0"]);
  expect(pathsOf({ ...page, columns: [{ id: "main", tab: "gone", span: 12 }] })).toEqual(["columns.0.tab"]);
  expect(pathsOf({ ...page, blocks: [{ id: "a", type: "work", column: "gone" }] })).toEqual([
    "blocks.0.column",
  ]);
  expect(pathsOf({ ...page, blocks: [{ id: "a", type: "list", column: "main" }] })).toEqual([
    "blocks.0.field",
  ]);
  const chart = { id: "a", type: "chart", column: "main", dashboard: "home", card: "gone" } as const;
  expect(pathsOf({ ...page, blocks: [chart] })).toEqual(["blocks.0.card"]);
  expect(pathsOf({ ...page, blocks: [] })).toEqual(["blocks"]);
});

test("one page of an entity is for everybody", () => {
  const second = { ...page, id: "other" };
  const problems = validateCatalog(catalogOf(page, second)).filter(({ path }) => path === "roles");
  expect(problems.map(({ document }) => document)).toEqual(["page/lead", "page/other"]);
});

test("a page follows a change of key, says what it uses, and tells its changes in words", () => {
  const catalog = catalogOf(page);
  const renamed = rewriteDocument(page, catalog, {
    rename: (entity, field) => (entity === "lead" && field === "name" ? "title" : field),
    replaces: false,
  });
  expect(renamed).toMatchObject({ keyFields: ["title"], blocks: [{ fields: ["title"] }, { id: "talk" }] });
  expect(usesOf({ ...page, roles: ["rep"] }, catalog)).toEqual(
    expect.arrayContaining([
      { document: "entity/lead" },
      { entity: "lead", field: "name" },
      { document: "role/rep" },
    ]),
  );
  const [details, talk] = page.blocks;
  const after: PageDocument = {
    ...page,
    blocks: talk && details ? [talk, { ...details, roles: ["rep"] }] : [],
    tabs: [{ id: "first", name: sameText("总览") }],
  };
  expect(diffDocuments(catalog, catalogOf(after)).map(({ text }) => text.zh)).toEqual([
    "记录页面“线索页面”修改了谁能看到区块“字段”",
    "记录页面“线索页面”标签页改名为“总览”",
    "记录页面“线索页面”调整了布局",
  ]);
});

test("a list of matching records names what exists over there, follows changes of keys, and says what it uses", () => {
  const block = {
    id: "same",
    type: "match",
    column: "main",
    entity: "lead",
    match: [{ field: "name", value: { var: "name" } }],
    columns: ["amount"],
  } as const;
  const matching = (part: object): PageDocument => ({ ...page, blocks: [{ ...block, ...part }] });
  expect(parseDocument(matching({}))).toMatchObject({ ok: true });
  expect(pathsOf(matching({}))).toEqual([]);
  expect(pathsOf(matching({ entity: undefined }))).toEqual(["blocks.0.entity"]);
  expect(pathsOf(matching({ entity: "gone" }))).toEqual(["blocks.0.entity"]);
  expect(pathsOf(matching({ match: [] }))).toEqual(["blocks.0.match"]);
  expect(pathsOf(matching({ match: [{ field: "gone", value: { var: "name" } }] }))).toEqual([
    "blocks.0.match.0.field",
  ]);
  expect(pathsOf(matching({ match: [{ field: "name", value: null }] }))).toEqual(["blocks.0.match.0.value"]);
  expect(pathsOf(matching({ columns: ["gone"] }))).toEqual(["blocks.0.columns.0"]);
  const catalog = catalogOf(matching({}));
  expect(usesOf(matching({}), catalog)).toContainEqual({ entity: "lead", field: "amount" });
  const renamed = rewriteDocument(matching({}), catalog, {
    rename: (entity, field) => (entity === "lead" && field === "name" ? "title" : field),
    replaces: false,
  });
  expect(renamed).toMatchObject({
    blocks: [{ match: [{ field: "title", value: { var: "title" } }], columns: ["amount"] }],
  });
});
