import { builtInFormatKind, type FormatKind, formatKind } from "../cell/number-format.ts";
import { xmlTags } from "./xml-tags.ts";

/** How each cell style of the workbook shows a number, by style index. Without a style part every cell is a plain number. */
export function readCellStyles(xml: string | undefined): FormatKind[] {
  const custom = new Map<number, FormatKind>();
  const kinds: FormatKind[] = [];
  let isInCells = false;
  for (const tag of xmlTags(xml ?? "")) {
    if (tag.name === "numFmt" && tag.kind !== "close") {
      custom.set(Number(tag.attribute("numFmtId")), formatKind(tag.attribute("formatCode") ?? ""));
    } else if (tag.name === "cellXfs") {
      isInCells = tag.kind === "open";
    } else if (tag.name === "xf" && tag.kind !== "close" && isInCells) {
      const id = Number(tag.attribute("numFmtId") ?? 0);
      kinds.push(custom.get(id) ?? builtInFormatKind(id));
    }
  }
  return kinds;
}
