import { sameText } from "@mortise/kit";
import { expect, test } from "vitest";
import { diffDocuments } from "../diff/diff-documents.ts";
import { usesOf } from "../diff/uses.ts";
import type { PrintDocument } from "../documents/print.ts";
import { rewriteDocument } from "../refactor/rewrite-document.ts";
import { parseDocument } from "../schema/parse-document.ts";
import { catalogOf, leadApp } from "../testing/lead-app.ts";
import { validateCatalog } from "./validate-catalog.ts";

const print: PrintDocument = {
  kind: "print",
  id: "sheet",
  version: 1,
  name: sameText("线索单"),
  entity: "lead",
  paper: "A4",
  margin: 15,
  header: sameText("{name}"),
  blocks: [
    { id: "title", type: "heading", text: sameText("线索 {name}") },
    { id: "values", type: "fields", fields: ["name"] },
  ],
};
const catalog = catalogOf([...leadApp(), print]);
const pathsOf = (changed: PrintDocument) =>
  validateCatalog(catalogOf([...leadApp(), changed]))
    .filter((problem) => problem.document === "print/sheet" && problem.severity === "error")
    .map(({ path }) => path);

test("every field that is printed or named in a text exists", () => {
  expect(parseDocument(print)).toMatchObject({ ok: true });
  expect(parseDocument({ ...print, paper: "A9" })).toMatchObject({ ok: false });
  expect(pathsOf(print)).toEqual([]);
  expect(pathsOf({ ...print, footer: sameText("{nothing}") })).toEqual(["footer"]);
  expect(pathsOf({ ...print, blocks: [{ id: "a", type: "table", field: "name" }] })).toEqual([
    "blocks.0.field",
  ]);
  expect(pathsOf({ ...print, blocks: [{ id: "a", type: "text", text: sameText("{gone}") }] })).toEqual([
    "blocks.0.text",
  ]);
  expect(pathsOf({ ...print, blocks: [] })).toEqual(["blocks"]);
});

test("texts follow a change of key; what is used and changed is said", () => {
  const renamed = rewriteDocument(print, catalog, {
    rename: (_entity, field) => (field === "name" ? "title" : field),
    replaces: false,
  });
  expect(renamed).toMatchObject({
    header: sameText("{title}"),
    blocks: [{ text: sameText("线索 {title}") }, { fields: ["title"] }],
  });
  expect(usesOf({ ...print, blocks: [] }, catalog)).toContainEqual({ entity: "lead", field: "name" });
  const after = catalogOf([...leadApp(), { ...print, margin: 10, blocks: print.blocks.slice(0, 1) }]);
  expect(diffDocuments(catalog, after).map(({ text }) => text.zh)).toEqual([
    "打印模板“线索单”移除字段",
    "打印模板“线索单”修改了页边距",
  ]);
});
