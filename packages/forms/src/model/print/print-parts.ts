import { columnsOf, fieldType, fileList, rowsOf, rowValue, standsRight } from "@mortise/fields";
import type { EntityDocument, FieldDefinition, PrintBlock, PrintDocument } from "@mortise/metadata";
import { approvalColumns, printedApprovals } from "./printed-approvals.ts";
import { printedText } from "./printed-text.ts";
import type { PrintWords } from "./printed-value.ts";
import { type ReachedValue, reachedValue } from "./reached-values.ts";

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
    case "approvals":
      return [...content(trailOf(words)), ...signaturesOf(words)];
    case "picture":
      return field
        ? content({ kind: "pictures", files: fileList(words.values[field.id] ?? null), align })
        : [];
    case "qr":
      return content({ kind: "qr", text: around.address, align });
  }
}

function trailOf(words: PrintWords): PrintPart {
  return {
    kind: "table",
    columns: approvalColumns(words.context.locale).map((name) => ({ name, isNumber: false })),
    rows: printedApprovals(words.approvals ?? [], words.context).map(({ cells }) => cells),
  };
}

/** Signatures stand below the decisions, each with who signed. */
function signaturesOf(words: PrintWords): readonly PrintPart[] {
  return printedApprovals(words.approvals ?? [], words.context).flatMap(
    ({ signer, signature }): readonly PrintPart[] =>
      signature
        ? [
            { kind: "text", text: signer, align: "start" },
            { kind: "pictures", files: [signature], align: "start" },
          ]
        : [],
  );
}

function linesOf(block: PrintBlock, words: PrintWords) {
  return (block.fields ?? []).flatMap((path) => {
    const found = reachedValue(path, words);
    return found ? [{ name: found.name, value: found.text }] : [];
  });
}

function tableOf(
  block: PrintBlock,
  field: FieldDefinition,
  words: PrintWords,
  { entityOf }: PrintSurroundings,
): PrintPart | undefined {
  const child = entityOf(fieldType(field.type).targetEntity?.(field) ?? "");
  if (!child) return undefined;
  const { columns, cellsOf } = printedColumns(block, child, words);
  return {
    kind: "table",
    columns: columns.map(({ name, field: column }) => ({ name, isNumber: isNumberColumn(column) })),
    rows: rowsOf(words.values[field.id]).map((row) => cellsOf(row).map((cell) => cell?.text ?? "")),
  };
}

/** The columns of a printed table, own ones and those behind references, and what a row holds in them. */
export function printedColumns(block: PrintBlock, child: EntityDocument, words: PrintWords) {
  const all = columnsOf(child);
  const paths = block.fields ?? all.map(({ id }) => id);
  const cell = (path: string, row: RowValues): ReachedValue | undefined => {
    const own = all.find(({ id }) => id === path);
    const values = own ? { ...row, [path]: rowValue(row, own) } : row;
    return reachedValue(path, words, { entity: child, values });
  };
  const columns = paths.flatMap((path) => {
    const found = cell(path, {});
    return found ? [{ path, name: found.name, field: found.field }] : [];
  });
  return { columns, cellsOf: (row: RowValues) => columns.map(({ path }) => cell(path, row)) };
}

type RowValues = ReturnType<typeof rowsOf>[number];

/** Numbers stand at the right, so that their digits are below each other. */
export function isNumberColumn(column: FieldDefinition): boolean {
  return standsRight(column) || fieldType(column.type).kind(column) === "number";
}
