import type { CellValue } from "./cell-value.ts";

const pad = (value: number): string => String(value).padStart(2, "0");

function durationText(seconds: number): string {
  const sign = seconds < 0 ? "-" : "";
  const whole = Math.round(Math.abs(seconds));
  return `${sign}${pad(Math.floor(whole / 3600))}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
}

/** The text a person would read in the cell, the same in every language; empty cells give "". */
export function cellText(value: CellValue): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if ("date" in value) return value.date.replace("T", " ");
  if ("time" in value) return value.time;
  if ("duration" in value) return durationText(value.duration);
  return value.error;
}
