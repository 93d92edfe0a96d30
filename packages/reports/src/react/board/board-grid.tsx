import { type Catalog, type DashboardCard, type DashboardDocument, entityOfItem } from "@mortise/metadata";
import { useIsPhone, useLocalize } from "@mortise/ui";
import type { CSSProperties, ReactNode } from "react";
import { type BoardItem, isCard, itemsOnTab } from "../../model/board/board-edits.ts";
import { phoneColumns, phoneHeight, phoneItems } from "../../model/board/phone-order.ts";
import { ROW_HEIGHT } from "../grid-size.ts";
import { BoardCard } from "./board-card.tsx";
import { BoardContent } from "./board-content.tsx";
import { isActive } from "./filter-bar.tsx";
import type { PickedFigure } from "./picked-figure.ts";
import type { Board } from "./use-board.ts";

/** Props of `BoardGrid`. */
export interface BoardGridProps {
  readonly app: string;
  readonly dashboard: DashboardDocument;
  readonly catalog: Catalog;
  readonly board: Board;
  /** The tab on screen; all that stands on the dashboard when it has none. */
  readonly tab: string | undefined;
  readonly live: boolean;
  readonly toolsOf?: ((card: DashboardCard) => ReactNode) | undefined;
  /** Where figures lead; they lead nowhere when absent. */
  readonly onPick: ((picked: PickedFigure) => void) | undefined;
  readonly onOpenRecord?: ((entity: string, id: string) => void) | undefined;
}

/** What stands on one tab: a 12-column grid; on phones one column, small cards two and two. */
export function BoardGrid(props: BoardGridProps) {
  const { dashboard, tab } = props;
  const isPhone = useIsPhone();
  const items = itemsOnTab(dashboard, tab);
  const shown = isPhone
    ? phoneItems(items)
    : items.toSorted((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x);
  return (
    <div className={isPhone ? "m-report-grid m-report-grid-phone" : "m-report-grid"}>
      {shown.map((item) => {
        const { x, y, w, h } = item.layout;
        const place: CSSProperties = isPhone
          ? { minHeight: phoneHeight(item) * ROW_HEIGHT, gridColumn: `span ${phoneColumns(shown, item)}` }
          : { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
        return (
          <div key={item.id} style={place} data-item={item.id}>
            <GridItem {...props} item={item} narrow={isPhone || w < 4} />
          </div>
        );
      })}
    </div>
  );
}

function GridItem({
  item,
  narrow,
  ...props
}: BoardGridProps & { readonly item: BoardItem; readonly narrow: boolean }) {
  const { app, dashboard, catalog, board, live } = props;
  const localize = useLocalize();
  if (!isCard(item)) {
    const entity = entityOfItem(dashboard, item.id, catalog);
    const filter = entity === undefined ? undefined : board.filterOf(item.id, entity);
    return <BoardContent {...{ app, catalog, content: item, filter }} onOpenRecord={props.onOpenRecord} />;
  }
  const unbound = (dashboard.filters ?? []).filter(
    (filter) =>
      isActive(filter, board.state.filters) && !filter.targets.some((target) => target.item === item.id),
  );
  return (
    <BoardCard
      {...{ app, catalog, narrow, live }}
      card={item}
      filter={board.filterOf(item.id, item.entity)}
      steps={board.stepsOf(item.id)}
      unbound={unbound.map(({ name }) => localize(name))}
      tools={props.toolsOf?.(item)}
      onPick={props.onPick}
      onBack={(steps) => board.back(item.id, steps)}
    />
  );
}
