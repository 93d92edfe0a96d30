import type { Expression } from "@mortise/expression";
import { useFieldServices } from "@mortise/fields/react";
import type { Catalog, DashboardCard, DashboardDocument } from "@mortise/metadata";
import { useTimeZone } from "@mortise/ui";
import { useState } from "react";
import { type BoardState, type ExploreStep, FIRST_STATE } from "../../model/board/board-state.ts";
import { comparedPoint } from "../../model/board/compare-point.ts";
import { crossFilter } from "../../model/board/cross-filter.ts";
import { breakdownOf, stepDown, stepTo } from "../../model/board/explore.ts";
import { itemFilter } from "../../model/board/filter-condition.ts";
import { drillTargets, joinFilters } from "../../model/drill.ts";
import { cardFields, reportFields } from "../../model/report-field.ts";
import type { FigureActions } from "./figure-menu.tsx";
import type { PickedFigure } from "./picked-figure.ts";

/** What a reader chose, and how it is changed. */
export interface Board {
  readonly state: BoardState;
  readonly set: (change: Partial<BoardState>) => void;
  /** The condition that the bar and other cards put on an item over an entity. */
  readonly filterOf: (item: string, entity: string) => Expression | undefined;
  readonly stepsOf: (card: string) => readonly ExploreStep[];
  readonly back: (card: string, steps: number) => void;
  readonly actionsOf: (picked: PickedFigure) => FigureActions;
}

/** What reading a dashboard needs. */
export interface BoardInput {
  readonly dashboard: DashboardDocument;
  readonly catalog: Catalog;
  /** A condition that narrows every card. */
  readonly filter?: Expression | undefined;
  /** Held elsewhere, such as in the address; by the board itself when absent. */
  readonly state?: BoardState | undefined;
  readonly onState?: ((state: BoardState) => void) | undefined;
}

const NO_STEPS: readonly ExploreStep[] = [];

/** The state of a dashboard that is read. */
export function useBoard({ dashboard, catalog, filter, ...held }: BoardInput): Board {
  const timeZone = useTimeZone();
  const services = useFieldServices();
  const [own, setOwn] = useState(FIRST_STATE);
  const state = held.state ?? own;
  const set = (change: Partial<BoardState>): void => (held.onState ?? setOwn)({ ...state, ...change });
  const stepsOf = (card: string) => state.steps[card] ?? NO_STEPS;
  const filterOf = (item: string, entity: string): Expression | undefined => {
    const { cross } = state;
    return joinFilters(
      filter,
      itemFilter(item, state.filters, { dashboard, catalog, timeZone }),
      cross && cross.card !== item ? cross.filters[entity] : undefined,
    );
  };
  const step = (card: DashboardCard, next: ExploreStep): void =>
    set({ steps: { ...state.steps, [card.id]: [...stepsOf(card.id), next] } });
  const actionsOf = ({ card, title, point, measure }: PickedFigure): FigureActions => {
    const fields = reportFields(catalog, card.entity);
    const down = stepDown(card, point, fields);
    const cross =
      dashboard.cards.length + (dashboard.contents ?? []).length > 1 && stepsOf(card.id).length === 0
        ? crossFilter(card, point, { dashboard, catalog })
        : undefined;
    const fiscalMonth = services.calendar?.fiscalMonth ?? 1;
    const place = { dashboard, catalog, timeZone, fiscalMonth, choices: state.filters, now: Date.now() };
    const compare =
      stepsOf(card.id).length === 0 ? comparedPoint(card, { point, measure, title }, place) : undefined;
    return {
      rows: drillTargets({ card, point, measure, title }, cardFields(catalog, card)).map(
        ({ name, target }) => ({
          name,
          open: () => set({ rows: target }),
        }),
      ),
      down: down && (() => step(card, down)),
      split: (id) => {
        const field = fields.find((one) => one.id === id);
        if (field) step(card, stepTo(card, point, breakdownOf(field)));
      },
      cross: cross && (() => set({ cross })),
      compare: compare && (() => set({ compare })),
    };
  };
  const back = (card: string, steps: number): void =>
    set({ steps: { ...state.steps, [card]: stepsOf(card).slice(0, steps) } });
  return { state, set, filterOf, stepsOf, back, actionsOf };
}
