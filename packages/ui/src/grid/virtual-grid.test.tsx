import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { GridRange } from "./grid-range.ts";
import { VirtualGrid, type VirtualGridProps } from "./virtual-grid.tsx";

interface Row {
  readonly id: string;
  readonly name: string;
}

const rowsOf = (...ids: readonly string[]): readonly Row[] =>
  ids.map((id) => ({ id, name: `name of ${id}` }));
const idOf = ({ id }: Row): string => id;

const COLUMNS: VirtualGridProps<Row>["columns"] = [
  {
    id: "name",
    label: "Name",
    width: 200,
    render: ({ name }) => name,
    edit: {
      value: ({ name }) => name,
      render: ({ value, onChange }) => (
        // Editors of cells take the focus.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        <input
          autoFocus
          aria-label="editor"
          value={String(value ?? "")}
          onChange={({ target }) => onChange(target.value)}
        />
      ),
    },
  },
];

/** A source that stays the same while its rows change, as that of a list that is read again does. */
function sourceOf(...ids: readonly string[]) {
  let rows = rowsOf(...ids);
  return {
    rowAt: (index: number) => rows[index],
    need: () => undefined,
    become: (...others: readonly string[]) => {
      rows = rowsOf(...others);
    },
  };
}

function List(props: Pick<VirtualGridProps<Row>, "source"> & Partial<VirtualGridProps<Row>>) {
  return (
    <VirtualGrid<Row> label="Leads" columns={COLUMNS} rowCount={4} version={1} rowId={idOf} {...props} />
  );
}

/** Chooses the cells from one row to another. */
function choose(from: string, to: string): void {
  fireEvent.mouseDown(screen.getByText(from));
  fireEvent.mouseUp(document);
  fireEvent.mouseDown(screen.getByText(to), { shiftKey: true });
  fireEvent.mouseUp(document);
}

test("a range stays with its rows: when a refresh puts others at its edges it is let go", () => {
  const cleared: GridRange[] = [];
  const rangeActions = {
    copy: () => undefined,
    summary: ({ top, bottom }: GridRange) => `${bottom - top + 1} rows`,
    clear: (range: GridRange) => void cleared.push(range),
  };
  const source = sourceOf("a", "b", "c", "d");
  const list = render(<List source={source} rangeActions={rangeActions} />);
  choose("name of b", "name of c");
  expect(screen.getByRole("status").textContent).toBe("2 rows");
  source.become("a", "b", "c", "e");
  list.rerender(<List source={source} version={2} rangeActions={rangeActions} />);
  expect(screen.getByRole("status").textContent).toBe("2 rows");
  source.become("a", "b", "new", "c");
  list.rerender(<List source={source} version={3} rangeActions={rangeActions} />);
  expect(screen.getByRole("status").textContent).toBe("");
  fireEvent.keyDown(screen.getByRole("grid"), { key: "Delete" });
  // The active cell went along with c.
  expect(cleared).toEqual([{ top: 3, bottom: 3, left: 0, right: 0 }]);
});

test("the active cell goes along with its row, also when the row is out of reach for a while", () => {
  const source = sourceOf("a", "b", "c", "d");
  const list = render(<List source={source} />);
  const active = () => screen.getByRole("grid").getAttribute("aria-activedescendant")?.slice(-4);
  fireEvent.mouseDown(screen.getByText("name of b"));
  expect(active()).toMatch(/-1-0$/);
  source.become("new", "a", "c", "d");
  list.rerender(<List source={source} version={2} />);
  expect(active()).toMatch(/-1-0$/);
  source.become("new", "a", "c", "b");
  list.rerender(<List source={source} version={3} />);
  expect(active()).toMatch(/-3-0$/);
});

test("a typed letter starts an empty editor that has the focus; nothing typed leaves the cell as it was", () => {
  const saved: unknown[] = [];
  const onEdit = ({ id }: Row, column: string, value: unknown) => void saved.push([id, column, value]);
  const source = sourceOf("a", "b", "c", "d");
  render(<List source={source} onEdit={onEdit} />);
  const grid = screen.getByRole("grid");
  fireEvent.mouseDown(screen.getByText("name of a"));
  grid.focus();
  fireEvent.keyDown(grid, { key: "x" });
  expect(document.activeElement).toBe(screen.getByLabelText("editor"));
  fireEvent.keyDown(screen.getByLabelText("editor"), { key: "Enter" });
  expect(saved).toEqual([]);
  // Enter went on to the row below.
  fireEvent.keyDown(grid, { key: "y" });
  fireEvent.change(screen.getByLabelText("editor"), { target: { value: "y" } });
  fireEvent.keyDown(screen.getByLabelText("editor"), { key: "Enter" });
  expect(saved).toEqual([["b", "name", "y"]]);
});

test("columns are moved and widened from their headings by the keyboard; the focus and a spoken line go along", () => {
  const [name] = COLUMNS;
  if (!name) throw new TypeError("there is a column");
  const more = ["phone", "city"].map((id) => ({ ...name, id, label: id }));
  const moves: unknown[] = [];
  const widths: unknown[] = [];
  const onMoveColumn = (from: number, to: number) => void moves.push([from, to]);
  const onResize = (column: string, width: number) => void widths.push([column, width]);
  const source = sourceOf("a");
  const shared = { source, rowCount: 1, onMoveColumn, onResize };
  const list = render(<List {...shared} columns={[name, ...more]} />);
  const heading = (label: string) => screen.getByRole("button", { name: label });
  fireEvent.keyDown(heading("phone"), { key: "ArrowRight", altKey: true });
  fireEvent.keyDown(heading("phone"), { key: "ArrowLeft", altKey: true });
  fireEvent.keyDown(heading("Name"), { key: "ArrowRight", altKey: true });
  // Neither the first place nor one beyond the last can be had.
  expect(moves).toEqual([[1, 2]]);
  list.rerender(<List {...shared} columns={[name, ...more.toReversed()]} />);
  expect(document.activeElement).toBe(heading("phone"));
  expect(screen.getByText("phone：第 3 列，共 3 列")).toBeDefined();
  fireEvent.keyDown(heading("city"), { key: "ArrowLeft", altKey: true, shiftKey: true });
  expect(widths).toEqual([["city", 180]]);
});

test("what is typed goes to the row it was begun in, wherever a refresh puts that", () => {
  const saved: unknown[] = [];
  const onEdit = ({ id }: Row, column: string, value: unknown) => void saved.push([id, column, value]);
  const source = sourceOf("a", "b", "c", "d");
  const list = render(<List source={source} onEdit={onEdit} />);
  fireEvent.doubleClick(screen.getByText("name of a"));
  fireEvent.change(screen.getByLabelText("editor"), { target: { value: "typed" } });
  source.become("new", "a", "b", "c");
  list.rerender(<List source={source} version={2} onEdit={onEdit} />);
  expect(screen.getByText("name of new")).toBeDefined();
  const editor = screen.getByLabelText("editor");
  expect(editor.closest('[role="row"]')?.getAttribute("aria-rowindex")).toBe("3");
  fireEvent.keyDown(editor, { key: "Enter" });
  expect(saved).toEqual([["a", "name", "typed"]]);
});

test("scrolling does not sum a range up anew", async () => {
  let summed = 0;
  const rangeActions = {
    copy: () => undefined,
    summary: () => {
      summed += 1;
      return "range";
    },
  };
  const source = sourceOf(...Array.from({ length: 200 }, (_, index) => String(index)));
  render(<List source={source} rowCount={200} rangeActions={rangeActions} />);
  choose("name of 1", "name of 3");
  const before = summed;
  const grid = screen.getByRole("grid");
  grid.scrollTop = 2000;
  fireEvent.scroll(grid);
  await screen.findByText("name of 60");
  expect(before).toBeGreaterThan(0);
  expect(summed).toBe(before);
});
