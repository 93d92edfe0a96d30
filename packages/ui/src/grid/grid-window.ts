/** Chromium stops laying out at about 33.5 million pixels; taller lists are scrolled in scale. */
const MAX_SCROLL_HEIGHT = 30_000_000;

/** What the grid needs to know to decide which rows to draw. Sizes in CSS pixels. */
export interface GridGeometry {
  readonly rows: number;
  readonly rowHeight: number;
  readonly viewportHeight: number;
  readonly scrollTop: number;
  /** Rows drawn above and below what is visible. */
  readonly overscan: number;
}

/** Rows to draw, and where. `offsetOf(row)` is measured from the top of the scrolled content. */
export interface GridWindow {
  readonly first: number;
  /** One past the last row to draw. */
  readonly end: number;
  readonly scrollHeight: number;
  /** Add `row * rowHeight` to get a row's place in the scrolled content. */
  readonly shift: number;
}

/** Chooses the rows to draw. Any number of rows fits: very tall lists are scrolled in scale, drawn at true size. */
export function gridWindow(geometry: GridGeometry): GridWindow {
  const { rows, rowHeight, viewportHeight, overscan } = geometry;
  const full = rows * rowHeight;
  const scrollHeight = Math.min(full, MAX_SCROLL_HEIGHT);
  const scrollable = Math.max(1, scrollHeight - viewportHeight);
  const scrollTop = Math.min(Math.max(0, geometry.scrollTop), Math.max(0, scrollHeight - viewportHeight));
  const ratio = full > scrollHeight ? (full - viewportHeight) / scrollable : 1;
  const offset = scrollTop * ratio;
  const first = Math.max(0, Math.floor(offset / rowHeight) - overscan);
  const end = Math.min(rows, Math.ceil((offset + viewportHeight) / rowHeight) + overscan);
  return { first, end: Math.max(first, end), scrollHeight, shift: scrollTop - offset };
}

/** The scroll position that brings a row into sight with the least movement. */
export function scrollTopFor(row: number, geometry: Omit<GridGeometry, "overscan">): number {
  const { rows, rowHeight, viewportHeight, scrollTop } = geometry;
  const full = rows * rowHeight;
  const scrollHeight = Math.min(full, MAX_SCROLL_HEIGHT);
  const ratio =
    full > scrollHeight ? (full - viewportHeight) / Math.max(1, scrollHeight - viewportHeight) : 1;
  const offset = scrollTop * ratio;
  const top = row * rowHeight;
  if (top < offset) return top / ratio;
  if (top + rowHeight > offset + viewportHeight) return (top + rowHeight - viewportHeight) / ratio;
  return scrollTop;
}
