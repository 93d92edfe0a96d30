import { UiProvider } from "@mortise/ui";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { ChartPick } from "../../model/chart-context.ts";
import { aContext } from "../../testing/chart-context.ts";
import { pivotView } from "./view.tsx";

const context = aContext({
  chart: "pivot",
  dimensions: [{ field: "owner" }, { field: "grade" }],
  columns: [{ field: "source" }],
  points: [
    [["王强", "A", "官网"], "3"],
    [["王强", "B", "官网"], "2"],
    [["李娜", "A", "官网"], "9"],
  ],
  totals: [
    [1, 1, ["王强", "官网"], "5"],
    [1, 1, ["李娜", "官网"], "9"],
    [0, 1, ["官网"], "14"],
  ],
});
const heads = () => screen.getAllByRole("rowheader").map(({ textContent }) => textContent?.trim());

function show(onPick = vi.fn<(pick: ChartPick) => void>()) {
  const { View } = pivotView;
  render(
    <UiProvider locale="zh">
      <View context={context} onPick={onPick} />
    </UiProvider>,
  );
  return onPick;
}

test("groups are closed, opened and sorted", () => {
  show();
  expect(heads()).toEqual(["source", "王强", "A", "B", "李娜", "A", "合计"]);
  fireEvent.click(screen.getByRole("button", { name: "收起 王强" }));
  expect(heads()).toEqual(["source", "王强", "李娜", "A", "合计"]);
  fireEvent.click(screen.getByRole("button", { name: "按 官网 数量 排序" }));
  expect(heads()).toEqual(["source", "李娜", "A", "王强", "合计"]);
  expect(screen.getByRole("button", { name: "展开 王强" }).getAttribute("aria-expanded")).toBe("false");
});

test("figures and subtotals lead on, and arrow keys move between them", () => {
  const onPick = show();
  const first = screen.getByRole("button", { name: "王强 官网 数量 5" });
  first.focus();
  fireEvent.keyDown(first, { key: "ArrowDown" });
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "A 官网 数量 3" }));
  fireEvent.click(first);
  expect(onPick).toHaveBeenCalledWith({ point: 3, measure: "count" });
});
