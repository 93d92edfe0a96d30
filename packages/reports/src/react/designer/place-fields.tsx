import { useText } from "@mortise/ui";
import { InputNumber } from "antd";
import { GRID_COLUMNS } from "../../model/compose-card.ts";
import type { BoardItem } from "../../model/board/board-edits.ts";
import type { CardPlace } from "../../model/dashboard-commands.ts";
import { InspectorSection } from "./inspector-section.tsx";
import { text } from "./text.ts";

const MOST_ROWS = 500;
const TALLEST = 40;

/** Props of `PlaceFields`. */
export interface PlaceFieldsProps<Item extends BoardItem> {
  readonly item: Item;
  readonly onChange: (item: Item, merge?: string) => void;
}

/** Place and size in numbers: what dragging does, for keyboards and phones. Columns and rows count from 1. */
export function PlaceFields<Item extends BoardItem>({ item, onChange }: PlaceFieldsProps<Item>) {
  const t = useText(text);
  const { layout } = item;
  const set = (part: Partial<CardPlace>): void => {
    const next = { ...layout, ...part };
    const x = Math.min(next.x, GRID_COLUMNS - next.w);
    onChange({ ...item, layout: { ...next, x: Math.max(0, x) } }, "place");
  };
  const field = (label: string, value: number, max: number, change: (value: number) => void) => (
    <label>
      <span>{label}</span>
      <InputNumber
        aria-label={label}
        min={1}
        max={max}
        precision={0}
        value={value}
        onChange={(next) => (next === null ? undefined : change(next))}
      />
    </label>
  );
  return (
    <InspectorSection title={t.place}>
      <div className="m-inspector-place">
        {field(t.x, layout.x + 1, GRID_COLUMNS, (x) => set({ x: x - 1 }))}
        {field(t.y, layout.y + 1, MOST_ROWS, (y) => set({ y: y - 1 }))}
        {field(t.w, layout.w, GRID_COLUMNS, (w) => set({ w }))}
        {field(t.h, layout.h, TALLEST, (h) => set({ h }))}
      </div>
    </InspectorSection>
  );
}
