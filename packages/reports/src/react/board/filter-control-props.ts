import type { Json } from "@mortise/kit";
import type { DashboardFilter } from "@mortise/metadata";
import type { ReportField } from "../../model/report-field.ts";

/** Props of the controls of filters. */
export interface FilterControlProps {
  readonly filter: DashboardFilter;
  /** The first field that the filter narrows by; undefined while it narrows nothing. */
  readonly field: ReportField | undefined;
  readonly value: Json | undefined;
  /** Null asks for nothing. */
  readonly onChange: (value: Json) => void;
}

/** The keys that a filter is set to. */
export function keysOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((key: Json): key is string => typeof key === "string") : [];
}
