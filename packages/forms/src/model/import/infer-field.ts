import { detectDateOrder, fieldType, type FieldContext, guessFieldType } from "@mortise/fields";
import { type JsonObject, sameText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";

/** What a new field is made from. */
export interface InferredColumn {
  readonly id: string;
  readonly name: string;
  /** Its cells that hold something. */
  readonly cells: readonly string[];
}

const CODE = /(编号|编码|代码|单号|序列|\bid\b|number|code|\bno\b)/i;
const TEXT: Guess = { type: "text", settings: {} };
const LONG_TEXT: Guess = { type: "long-text", settings: {} };
/** More characters than a line should have. */
const LONG = 200;

interface Guess {
  readonly type: string;
  readonly settings: JsonObject;
}

/** A field whose type takes every cell of the column unchanged; text when no better type does, since nothing may be lost. */
export function inferField({ id, name, cells }: InferredColumn): FieldDefinition {
  const guess = guessFieldType(cells, name);
  const candidates: Guess[] = [
    ...(cells.length === 0 ? [] : [{ type: guess.type, settings: guess.settings }]),
    ...(cells.some((cell) => cell.length > LONG || cell.trim().includes("\n")) ? [] : [textFor(cells)]),
    LONG_TEXT,
  ];
  const fitting = candidates
    .map((candidate) => define(id, name, candidate))
    .find((field) => takesAll(field, cells));
  return fitting ?? define(id, name, cells.length === 0 ? TEXT : LONG_TEXT);
}

/** Whether no two rows share a value of a column that looks like a number or code of the record. */
export function looksUnique({ name, cells }: InferredColumn, rows: number): boolean {
  return (
    CODE.test(name) &&
    cells.length === rows &&
    rows > 1 &&
    new Set(cells.map((cell) => cell.trim())).size === rows
  );
}

function textFor(cells: readonly string[]): Guess {
  return { type: TEXT.type, settings: fieldType(TEXT.type).guessSettings?.(cells) ?? {} };
}

function define(id: string, name: string, { type, settings }: Guess): FieldDefinition {
  const hasSettings = Object.keys(settings).length > 0;
  return { id, type, name: sameText(name), ...(hasSettings ? { settings } : {}) };
}

function takesAll(field: FieldDefinition, cells: readonly string[]): boolean {
  const type = fieldType(field.type);
  const order = detectDateOrder(cells);
  const context: FieldContext = {
    locale: "zh",
    timeZone: "UTC",
    ...(order ? { dateOrder: order } : {}),
    label: () => undefined,
    find: () => undefined,
  };
  return cells.every((cell) => type.fromText(cell, field, context).ok);
}
