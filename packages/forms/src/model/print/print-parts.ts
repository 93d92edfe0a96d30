import { columnsOf, fieldType, fileList, rowsOf, rowValue } from "@mortise/fields";
import { localize } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, PrintBlock, PrintDocument } from "@mortise/metadata";
import { printedText, printedValue, type PrintWords } from "./printed-text.ts";

type Align = "start" | "center" | "end";

/** A file whose picture is printed. */
export interface PrintedFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

/** One part of a printed sheet with everything it says, ready to be drawn anywhere. */
export type PrintPart =
  | { readonly kind: "heading" | "text" | "caption" | "sign"; readonly text: string; readonly align: Align }
  | { readonly kind: "break" }
  | {
      readonly kind: "fields";
      readonly columns: number;
      readonly lines: readonly { readonly name: string; readonly value: string }[];
    }
  | {
      readonly kind: "table";
      readonly columns: readonly { readonly name: string; readonly isNumber: boolean }[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: "pictures"; readonly files: readonly PrintedFile[]; readonly align: Align }
  | { readonly kind: "qr"; readonly text: string; readonly align: Align };

/** What a record says on paper. */
export interface PrintedSheet {
  readonly header: string;
  readonly footer: string;
  readonly parts: readonly PrintPart[];
}

/** What parts are made with besides the words of the record. */
export interface PrintSurroundings {
  readonly entityOf: (id: string) => EntityDocument | undefined;
  /** What the QR code leads to. */
  readonly address: string;
}

/** A record by a template, part by part; the same that `PrintSheet` draws on screen. */
export function printedSheet(
  { header, footer, blocks }: PrintDocument,
  words: PrintWords,
  around: PrintSurroundings,
): PrintedSheet {
  return {
    header: printedText(header, words),
    footer: printedText(footer, words),
    parts: blocks.flatMap((block) => partsOf(block, words, around)),
  };
}

function partsOf(block: PrintBlock, words: PrintWords, around: PrintSurroundings): readonly PrintPart[] {
  const text = printedText(block.text, words);
  const align = block.align ?? "start";
  const content = (part: PrintPart): readonly PrintPart[] =>
    text === "" ? [part] : [{ kind: "caption", text, align }, part];
  const field = words.entity.fields.find(({ id }) => id === block.field);
  switch (block.type) {
    case "heading":
    case "text":
    case "sign":
      return [{ kind: block.type, text, align }];
    case "break":
      return [{ kind: "break" }];
    case "fields":
      return content({ kind: "fields", columns: block.columns ?? 2, lines: linesOf(block, words) });
    case "table": {
      const table = field && tableOf(block, field, words, around);
      return table ? content(table) : [];
    }
    case "picture":
      return field
        ? content({ kind: "pictures", files: fileList(words.values[field.id] ?? null), align })
        : [];
    case "qr":
      return content({ kind: "qr", text: around.address, align });
  }
}

function linesOf(block: PrintBlock, { entity, values, context }: PrintWords) {
  const fields = (block.fields ?? []).flatMap((id) => entity.fields.find((field) => field.id === id) ?? []);
  return fields.map((field) => ({
    name: localize(field.name, context.locale),
    value: printedValue(field, values[field.id], context),
  }));
}

function tableOf(
  block: PrintBlock,
  field: FieldDefinition,
  { values, context }: PrintWords,
  { entityOf }: PrintSurroundings,
): PrintPart | undefined {
  const child = entityOf(fieldType(field.type).targetEntity?.(field) ?? "");
  if (!child) return undefined;
  const all = columnsOf(child);
  const columns = block.fields?.flatMap((id) => all.find((column) => column.id === id) ?? []) ?? all;
  return {
    kind: "table",
    columns: columns.map((column) => ({
      name: localize(column.name, context.locale),
      isNumber: isNumberColumn(column),
    })),
    rows: rowsOf(values[field.id]).map((row) =>
      columns.map((column) => printedValue(column, rowValue(row, column), context)),
    ),
  };
}

/** Numbers stand at the right, so that their digits are below each other. */
export function isNumberColumn(column: FieldDefinition): boolean {
  const type = fieldType(column.type);
  return type.align === "right" || type.kind(column) === "number";
}
