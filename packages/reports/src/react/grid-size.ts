/** Height of one row of the grid in CSS pixels; the stylesheet says the same. */
export const ROW_HEIGHT = 38;

/** Space between cards in CSS pixels. */
export const GRID_GAP = 12;
