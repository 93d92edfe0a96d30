import type { Catalog, DashboardDocument, Problem } from "@mortise/metadata";
import { type ElementHolders, useIsPhone } from "@mortise/ui";
import { GridLayout, type Layout } from "react-grid-layout";
import "react-grid-layout/css/styles.css";
import { GRID_COLUMNS } from "../../model/compose-card.ts";
import type { CardPlace } from "../../model/dashboard-commands.ts";
import { GRID_GAP, ROW_HEIGHT } from "../grid-size.ts";
import { DesignerCard } from "./designer-card.tsx";
import { useWidth } from "./use-width.ts";

/** Props of `DesignerCanvas`. */
export interface DesignerCanvasProps {
  readonly app: string;
  readonly catalog: Catalog;
  readonly dashboard: DashboardDocument;
  readonly problems: readonly Problem[];
  readonly selected: string | undefined;
  readonly holders: ElementHolders | undefined;
  readonly onSelect: (id: string) => void;
  readonly onArrange: (places: Readonly<Record<string, CardPlace>>) => void;
}

const SMALLEST = { minW: 2, minH: 2 };

/** The page as it will look, with cards to drag, resize and choose; a plain column on phones. */
export function DesignerCanvas(props: DesignerCanvasProps) {
  const { dashboard, onArrange } = props;
  const isPhone = useIsPhone();
  const [place, width] = useWidth();
  const cards = dashboard.cards.map((card, index) => (
    <div key={card.id} style={isPhone ? { height: card.layout.h * ROW_HEIGHT } : {}}>
      <DesignerCard
        app={props.app}
        card={card}
        catalog={props.catalog}
        problems={props.problems.filter(
          ({ path }) => path === `cards.${index}` || path.startsWith(`cards.${index}.`),
        )}
        isSelected={props.selected === card.id}
        holder={props.holders?.held.get(card.id)}
        onSelect={() => props.onSelect(card.id)}
      />
    </div>
  ));
  if (isPhone) return <div className="m-designer-column">{cards}</div>;
  const arrange = (layout: Layout): void => onArrange(placesOf(layout));
  return (
    <div ref={place} className="m-designer-canvas">
      <GridLayout
        width={width}
        layout={dashboard.cards.map(({ id, layout }) => ({ i: id, ...layout, ...SMALLEST }))}
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
        {cards}
      </GridLayout>
    </div>
  );
}

function placesOf(layout: Layout): Readonly<Record<string, CardPlace>> {
  return Object.fromEntries(layout.map(({ i, x, y, w, h }) => [i, { x, y, w, h }]));
}
