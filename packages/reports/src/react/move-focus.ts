import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, readonly [rows: number, cells: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrow keys lead from cell to cell of a table, over those in which nothing can be done. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const { activeElement } = document;
  const cell = activeElement?.closest("th, td");
  const row = cell?.closest("tr");
  if (!step || !(cell instanceof HTMLTableCellElement) || !(row instanceof HTMLTableRowElement)) return;
  const rows = [...event.currentTarget.querySelectorAll("tr")];
  const [down, across] = step;
  let [at, place] = [rows.indexOf(row) + down, cell.cellIndex + across];
  while (rows[at] && place >= 0 && place < (rows[at]?.cells.length ?? 0)) {
    const next = rows[at]?.cells[place]?.querySelector("button");
    if (next) {
      event.preventDefault();
      next.focus();
      return;
    }
    at += down;
    place += across;
  }
}
