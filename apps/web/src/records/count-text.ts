import type { RowCount } from "@mortise/ui";

/** How many there are, for people; with a plus sign when they were not counted to the end. */
export function countText({ value, capped }: RowCount): string {
  return `${value.toLocaleString("en-US")}${capped ? "+" : ""}`;
}
