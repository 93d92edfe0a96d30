import type { Expression } from "@mortise/expression";
import type { Catalog, DashboardCard, DashboardDocument } from "@mortise/metadata";
import { EmptyState, useIsPhone, useText } from "@mortise/ui";
import { useState } from "react";
import type { DrillTarget } from "../model/drill.ts";
import { ChartCard } from "./chart-card.tsx";
import { DrillPanel } from "./drill-panel.tsx";
import { ROW_HEIGHT } from "./grid-size.ts";
import "./reports.css";
import { text } from "./text.ts";

/** A card of at most so many columns and rows fits into half a phone. */
const SMALL = 4;

/** Props of `DashboardView`. */
export interface DashboardViewProps {
  readonly app: string;
  readonly dashboard: DashboardDocument;
  readonly catalog: Catalog;
  /** A condition that narrows every card. */
  readonly filter?: Expression;
  /** Where pointing at a figure leads; without it the view opens its own `DrillPanel`. */
  readonly onDrill?: (target: DrillTarget) => void;
  /** Shows how old the figures are. On unless switched off. */
  readonly live?: boolean;
}

/** A page of charts: a 12-column grid; on phones one column, small cards two and two. */
export function DashboardView({ app, dashboard, catalog, filter, onDrill, live = true }: DashboardViewProps) {
  const t = useText(text);
  const isPhone = useIsPhone();
  const [target, setTarget] = useState<DrillTarget>();
  if (dashboard.cards.length === 0) return <EmptyState title={t.noCards} />;
  const cards = dashboard.cards.toSorted((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x);
  return (
    <>
      <div className={isPhone ? "m-report-grid m-report-grid-phone" : "m-report-grid"}>
        {cards.map((card) => {
          const { x, y, w, h } = card.layout;
          const place = isPhone
            ? { minHeight: h * ROW_HEIGHT, gridColumn: `span ${phoneColumns(cards, card)}` }
            : { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
          return (
            <div key={card.id} style={place}>
              <ChartCard
                app={app}
                card={card}
                catalog={catalog}
                filter={filter}
                narrow={isPhone || w < 4}
                live={live}
                onDrill={onDrill ?? setTarget}
              />
            </div>
          );
        })}
      </div>
      {onDrill ? null : (
        <DrillPanel app={app} catalog={catalog} target={target} onClose={() => setTarget(undefined)} />
      )}
    </>
  );
}

/** Of how many of a phone's two columns a card takes: small ones stand side by side where two come in a row. */
function phoneColumns(cards: readonly DashboardCard[], card: DashboardCard): 1 | 2 {
  if (!isSmall(card)) return 2;
  const index = cards.indexOf(card);
  let first = index;
  while (isSmall(cards[first - 1])) first -= 1;
  const isLeft = (index - first) % 2 === 0;
  return isSmall(cards[isLeft ? index + 1 : index - 1]) ? 1 : 2;
}

/** A figure rather than a picture. */
function isSmall(card: DashboardCard | undefined): boolean {
  return card !== undefined && card.layout.w <= SMALL && card.layout.h <= SMALL;
}
