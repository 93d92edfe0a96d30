import type { Catalog, DashboardDocument, Problem } from "@mortise/metadata";
import { type ElementHolders, useIsPhone, useLocalize, useText } from "@mortise/ui";
import type { ReactNode } from "react";
import { GridLayout, type Layout } from "react-grid-layout";
import "react-grid-layout/css/styles.css";
import { type BoardItem, isCard, itemsOnTab } from "../../model/board/board-edits.ts";
import { GRID_COLUMNS } from "../../model/compose-card.ts";
import type { CardPlace, DashboardCommand } from "../../model/dashboard-commands.ts";
import { DashboardLook } from "../chart-look.tsx";
import { GRID_GAP, ROW_HEIGHT } from "../grid-size.ts";
import { DesignerCard } from "./designer-card.tsx";
import { DesignerContent } from "./designer-content.tsx";
import type { CanvasMode } from "./designer-tools.tsx";
import { type DraggedField, useDropOf } from "./field-drag.ts";
import { itemTitle } from "./item-title.ts";
import { PhoneCanvas } from "./phone-canvas.tsx";
import { text } from "./text.ts";
import { useWidth } from "./use-width.ts";

/** Props of `DesignerCanvas`. */
export interface DesignerCanvasProps {
  readonly app: string;
  readonly catalog: Catalog;
  readonly dashboard: DashboardDocument;
  readonly problems: readonly Problem[];
  readonly tab: string | undefined;
  readonly mode: CanvasMode;
  readonly selected: string | undefined;
  readonly holders: ElementHolders | undefined;
  readonly onSelect: (id: string) => void;
  readonly run: (command: DashboardCommand, merge?: string) => void;
  /** A field is dropped on a card, or on the empty page when no item is named. */
  readonly onField: (dragged: DraggedField, item?: string) => void;
  /** A filter is dropped on an item. */
  readonly onFilter: (filter: string, item: string) => void;
}

const SMALLEST = { minW: 2, minH: 2 };
const LOWEST = { minW: 2, minH: 1 };

/** The page as it will look, with cards to drag, resize and choose; a plain column on phones. */
export function DesignerCanvas(props: DesignerCanvasProps) {
  const { dashboard, catalog, tab, mode, run } = props;
  const t = useText(text);
  const isPhone = useIsPhone();
  const localize = useLocalize();
  const [place, width] = useWidth();
  const drop = useDropOf({ field: (dragged) => props.onField(dragged) });
  const items = itemsOnTab(dashboard, tab);
  const titleOf = (item: BoardItem): string => itemTitle(dashboard, item.id, catalog, localize);
  const draw = (item: BoardItem): ReactNode => <CanvasItem {...props} item={item} title={titleOf(item)} />;
  if (isPhone || mode === "phone") return <PhoneCanvas {...{ items, draw, titleOf, run }} />;
  const arrange = (layout: Layout): void => run({ type: "arrange", places: placesOf(layout) });
  return (
    <DashboardLook dashboard={dashboard}>
      <div
        ref={place}
        className={drop.isOver ? "m-designer-canvas m-designer-canvas-over" : "m-designer-canvas"}
        {...drop.props}
      >
        <GridLayout
          width={width}
          layout={items.map((item) => ({
            i: item.id,
            ...item.layout,
            ...(isCard(item) ? SMALLEST : LOWEST),
          }))}
          gridConfig={{
            cols: GRID_COLUMNS,
            rowHeight: ROW_HEIGHT,
            margin: [GRID_GAP, GRID_GAP],
            containerPadding: [0, 0],
          }}
          dragConfig={{ handle: ".m-designer-handle" }}
          resizeConfig={{ handles: ["se", "sw", "ne", "nw"] }}
          onDragStop={arrange}
          onResizeStop={arrange}
        >
          {items.map((item) => (
            <div key={item.id}>{draw(item)}</div>
          ))}
        </GridLayout>
        <p className="m-designer-drop" aria-hidden="true">
          {t.dropHere}
        </p>
      </div>
    </DashboardLook>
  );
}

function CanvasItem(props: DesignerCanvasProps & { readonly item: BoardItem; readonly title: string }) {
  const { app, catalog, dashboard, item, title, holders } = props;
  const drop = useDropOf({
    ...(isCard(item) ? { field: (dragged: DraggedField) => props.onField(dragged, item.id) } : {}),
    filter: (filter) => props.onFilter(filter, item.id),
  });
  const common = {
    app,
    catalog,
    isSelected: props.selected === item.id,
    holder: holders?.held.get(item.id),
    onSelect: () => props.onSelect(item.id),
  };
  const index = dashboard.cards.findIndex(({ id }) => id === item.id);
  const path = `cards.${index}`;
  return (
    <div className={drop.isOver ? "m-designer-slot m-well-over" : "m-designer-slot"} {...drop.props}>
      {isCard(item) ? (
        <DesignerCard
          {...common}
          card={item}
          problems={props.problems.filter(
            (problem) => problem.path === path || problem.path.startsWith(`${path}.`),
          )}
        />
      ) : (
        <DesignerContent {...common} content={item} title={title} />
      )}
    </div>
  );
}

function placesOf(layout: Layout): Readonly<Record<string, CardPlace>> {
  return Object.fromEntries(layout.map(({ i, x, y, w, h }) => [i, { x, y, w, h }]));
}
