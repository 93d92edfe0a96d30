import { FilterOutlined } from "@ant-design/icons";
import type { DashboardDocument } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { dragFilter } from "./field-drag.ts";

/** Props of `FilterStrip`. */
export interface FilterStripProps {
  readonly dashboard: DashboardDocument;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** The filters of the bar while it is designed: chosen to be set up, or dragged onto the cards that they narrow. */
export function FilterStrip({ dashboard, selected, onSelect }: FilterStripProps) {
  const localize = useLocalize();
  const filters = dashboard.filters ?? [];
  if (filters.length === 0) return null;
  return (
    <div className="m-designer-filters">
      {filters.map((filter) => (
        <button
          key={filter.id}
          type="button"
          draggable
          aria-pressed={filter.id === selected}
          className={filter.id === selected ? "m-on" : ""}
          onDragStart={(event) => dragFilter(event, filter.id)}
          onClick={() => onSelect(filter.id)}
        >
          <FilterOutlined aria-hidden="true" /> {localize(filter.name)}
          <small>{filter.targets.length}</small>
        </button>
      ))}
    </div>
  );
}
