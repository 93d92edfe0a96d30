/** A place in the grid, by row and column index. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

/** What a key asks of the grid. */
export type GridIntent =
  | { readonly type: "move"; readonly to: GridCell; readonly extend?: true }
  | { readonly type: "all" }
  | { readonly type: "edit" }
  /** Something was typed: it takes the place of what the cell holds. */
  | { readonly type: "type" }
  | { readonly type: "open" }
  | { readonly type: "select"; readonly range: boolean }
  | { readonly type: "cancel" };

/** The grid around the active cell. */
export interface GridKeyContext {
  readonly cell: GridCell;
  readonly rows: number;
  readonly columns: number;
  readonly pageRows: number;
  readonly editable: boolean;
}

const clamp = (value: number, end: number) => Math.max(0, Math.min(end - 1, value));

const STEPS: Readonly<Record<string, (context: GridKeyContext, far: boolean) => readonly [number, number]>> =
  {
    ArrowUp: ({ cell }, far) => [far ? 0 : cell.row - 1, cell.column],
    ArrowDown: ({ cell, rows }, far) => [far ? rows - 1 : cell.row + 1, cell.column],
    ArrowLeft: ({ cell }, far) => [cell.row, far ? 0 : cell.column - 1],
    ArrowRight: ({ cell, columns }, far) => [cell.row, far ? columns - 1 : cell.column + 1],
    PageUp: ({ cell, pageRows }) => [cell.row - pageRows, cell.column],
    PageDown: ({ cell, pageRows }) => [cell.row + pageRows, cell.column],
    Home: ({ cell }, far) => [far ? 0 : cell.row, 0],
    End: ({ cell, rows, columns }, far) => [far ? rows - 1 : cell.row, columns - 1],
  };

/** Reads a key press while no cell is being edited; undefined leaves the key to the browser. */
export function gridIntent(
  event: {
    readonly key: string;
    readonly ctrlKey: boolean;
    readonly metaKey: boolean;
    readonly shiftKey: boolean;
    readonly altKey: boolean;
  },
  context: GridKeyContext,
): GridIntent | undefined {
  const far = event.ctrlKey || event.metaKey;
  const step = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : undefined;
  if (step) {
    const [row, column] = step(context, far);
    const to = { row: clamp(row, context.rows), column: clamp(column, context.columns) };
    return event.shiftKey ? { type: "move", to, extend: true } : { type: "move", to };
  }
  if (far && event.key.toLowerCase() === "a") return { type: "all" };
  if (event.key === "F2" && context.editable) return { type: "edit" };
  if (event.key === "Enter") return context.editable && !far ? { type: "edit" } : { type: "open" };
  if (event.key === " ") return { type: "select", range: event.shiftKey };
  if (event.key === "Escape") return { type: "cancel" };
  // Names of keys such as "Home" are longer than what they type.
  const isTyped = [...event.key].length === 1 && !far && !event.altKey;
  if (isTyped && context.editable) return { type: "type" };
  return undefined;
}

/** The next editable cell in reading order (Tab), or the one before (Shift+Tab); undefined at the end. */
export function nextEditable(
  cell: GridCell,
  editable: readonly boolean[],
  grid: { readonly rows: number; readonly backwards: boolean },
): GridCell | undefined {
  const columns = editable.length;
  const step = grid.backwards ? -1 : 1;
  const last = grid.rows * columns;
  for (let place = cell.row * columns + cell.column + step; place >= 0 && place < last; place += step)
    if (editable[place % columns]) return { row: Math.floor(place / columns), column: place % columns };
  return undefined;
}
