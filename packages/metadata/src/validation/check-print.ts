import type { LocalizedText } from "@mortise/kit";
import type { Catalog } from "../catalog.ts";
import type { PrintBlock, PrintDocument } from "../documents/print.ts";
import { fieldsOnPath, pathsInText } from "../field-path.ts";
import { checkEntityExists, checkFieldExists, checkUniqueIds } from "./check-parts.ts";
import type { ProblemList } from "./problem.ts";

/** Checks a print template: every field that it prints or names in a text exists. */
export function checkPrint(print: PrintDocument, catalog: Catalog, list: ProblemList): void {
  if (!checkEntityExists("entity", print.entity, catalog, list)) return;
  checkUniqueIds("blocks", print.blocks, list);
  if (print.blocks.length === 0)
    list.error("blocks", "模板还没有内容，请至少添加一块", "The template is empty; add something to print");
  const place = { entity: print.entity, catalog, list };
  checkText("header", print.header, place);
  checkText("footer", print.footer, place);
  print.blocks.forEach((block, index) => checkBlock(`blocks.${index}`, block, place));
}

interface Place {
  readonly entity: string;
  readonly catalog: Catalog;
  readonly list: ProblemList;
}

function checkText(path: string, text: LocalizedText | undefined, { entity, catalog, list }: Place): void {
  for (const quoted of pathsInText(text)) checkPath(path, { entity, quoted }, catalog, list);
}

/** Every field on the way to a value exists, and all but the last lead to another record. */
function checkPath(
  path: string,
  { entity, quoted }: { readonly entity: string; readonly quoted: string },
  catalog: Catalog,
  list: ProblemList,
): void {
  const steps = fieldsOnPath(catalog, entity, quoted);
  if (steps) return steps.forEach((step) => void checkFieldExists(path, step, catalog, list));
  list.error(
    path,
    `“${quoted}”中间的字段不是关联字段，请重新选择`,
    `A field on the way of “${quoted}” leads to no other record; choose it again`,
  );
}

function checkBlock(path: string, block: PrintBlock, place: Place): void {
  const { entity, catalog, list } = place;
  const { type, field, fields = [] } = block;
  checkText(`${path}.text`, block.text, place);
  if (type === "table") {
    const rows = catalog.field(entity, field ?? "");
    const child = rows && catalog.fieldTypes.kindOf(rows) === "rows" && catalog.fieldTypes.targetEntity(rows);
    if (!child) {
      list.error(`${path}.field`, "请选择要打印的子表", "Choose the sub-table to print");
      return;
    }
    fields.forEach((column, index) =>
      checkPath(`${path}.fields.${index}`, { entity: child, quoted: column }, catalog, list),
    );
    return;
  }
  if (type === "picture") {
    if (field === undefined)
      list.error(`${path}.field`, "请选择图片或签名字段", "Choose the field of the picture or signature");
    else checkFieldExists(`${path}.field`, { entity, field }, catalog, list);
  }
  fields.forEach((one, index) =>
    checkPath(`${path}.fields.${index}`, { entity, quoted: one }, catalog, list),
  );
}
