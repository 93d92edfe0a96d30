import { cursorInvalid } from "../record-errors.ts";
import type { OrderKey } from "./sort-order.ts";

/** Writes the place after a row as an opaque text that fits into an address. */
export function writeCursor(order: readonly OrderKey[], values: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([signature(order), ...values]), "utf8").toString("base64url");
}

/** Reads a cursor back; STORE_CURSOR_INVALID when it was altered or belongs to another order. */
export function readCursor(order: readonly OrderKey[], cursor: string): readonly (string | null)[] {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== order.length + 1 || parts[0] !== signature(order)) {
    throw cursorInvalid();
  }
  const values: readonly unknown[] = parts.slice(1);
  return values.map((value, index) => {
    if (typeof value === "string") return value;
    if (value === null && order[index]?.nullable) return null;
    throw cursorInvalid();
  });
}

function parse(cursor: string): unknown {
  if (typeof cursor !== "string" || cursor.length > 8000) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

function signature(order: readonly OrderKey[]): string {
  return order.map((key) => `${key.descending ? "-" : ""}${key.field.id}`).join(",");
}
