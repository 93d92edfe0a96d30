import { expect, test } from "vitest";
import { daysBetween } from "../schedule/days.ts";
import type { ScheduleEvent } from "../schedule/schedule-event.ts";
import { ganttRows } from "./gantt-rows.ts";
import { ganttWindow, monthSpans, smallSpans } from "./gantt-scale.ts";

const event = (id: string, first: string): ScheduleEvent => ({
  record: { id, revision: 1 },
  first,
  last: first,
});

test("rows stand by their start below their group, those without one last", () => {
  const groups: Record<string, string> = { a: "B", b: "", c: "B", d: "A" };
  const rows = ganttRows(
    [event("a", "2026-11-20"), event("b", "2026-11-01"), event("c", "2026-11-02"), event("d", "2026-12-01")],
    ({ record }) => groups[record.id] ?? "",
    "none",
  );
  expect(
    rows.map((row) => (row.type === "group" ? `${row.name} ${row.count}` : row.event.record.id)),
  ).toEqual(["A 1", "d", "B 2", "c", "a", "none 1", "b"]);
});

test.each(["day", "week", "month"] as const)("by %s, months and steps fill the window to a day", (scale) => {
  const window = ganttWindow(scale, "2026-11-29", 1);
  const days = daysBetween(window.first, window.last) + 1;
  const sum = (spans: readonly { readonly days: number }[]) =>
    spans.reduce((all, span) => all + span.days, 0);
  expect(window.first <= "2026-11-29" && "2026-11-29" <= window.last).toBe(true);
  expect(sum(monthSpans(window))).toBe(days);
  expect(sum(smallSpans(scale, window))).toBe(scale === "month" ? 0 : days);
});
