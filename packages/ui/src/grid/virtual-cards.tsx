import { memo, type ReactNode, useEffect, useRef } from "react";
import type { GridSource } from "./grid-column.ts";
import { gridWindow } from "./grid-window.ts";
import { useGridViewport } from "./use-grid-viewport.ts";

/** Cards drawn above and below what is visible. */
const OVERSCAN = 6;

/** Props of `VirtualCards`. */
export interface VirtualCardsProps<Row> {
  /** Accessible name. */
  readonly label: string;
  readonly source: GridSource<Row>;
  readonly rowCount: number;
  /** Changes whenever rows of the source changed, so that they are drawn again. */
  readonly version: number;
  /** Height of every card in CSS pixels, the gap below it included. */
  readonly cardHeight: number;
  /** Draws a card; undefined while its row is not at hand. Another function draws all cards anew. */
  readonly render: (row: Row | undefined) => ReactNode;
  /** Shown instead of cards when there are none. */
  readonly empty?: ReactNode;
}

/** A list of any number of cards of equal height, one below the other: only what is in sight is drawn. */
export function VirtualCards<Row>(props: VirtualCardsProps<Row>) {
  const { source, rowCount, cardHeight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useGridViewport(scroller);
  const window = gridWindow({
    rows: rowCount,
    rowHeight: cardHeight,
    viewportHeight: viewport.height,
    scrollTop: viewport.top,
    overscan: OVERSCAN,
  });
  const { first, end } = window;
  // Cards that leave lend their elements to cards that come: making new ones is what scrolling would wait for.
  const slots = Math.ceil(viewport.height / cardHeight) + 2 * OVERSCAN + 2;
  useEffect(() => {
    if (end > first) source.need(first, end);
    // A new version of the same source may lack what it had.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [source, first, end, props.version]);
  return (
    <div ref={scroller} className="m-cards">
      <ul aria-label={props.label} style={{ height: window.scrollHeight }}>
        {Array.from({ length: end - first }, (_unused, position) => {
          const index = first + position;
          return (
            <Card
              key={index % slots}
              row={source.rowAt(index)}
              index={index}
              count={rowCount}
              top={index * cardHeight + window.shift}
              height={cardHeight}
              render={props.render}
            />
          );
        })}
      </ul>
      {rowCount === 0 ? props.empty : null}
    </div>
  );
}

interface CardProps<Row> {
  readonly row: Row | undefined;
  readonly index: number;
  readonly count: number;
  readonly top: number;
  readonly height: number;
  readonly render: VirtualCardsProps<Row>["render"];
}

function PlainCard<Row>({ row, index, count, top, height, render }: CardProps<Row>) {
  return (
    <li aria-setsize={count} aria-posinset={index + 1} style={{ transform: `translateY(${top}px)`, height }}>
      {render(row)}
    </li>
  );
}

/** A card in its place. Scrolling draws those that come, not those that stay. */
// `memo` loses the type parameter; the component itself is unchanged.
const Card = memo(PlainCard) as typeof PlainCard;
