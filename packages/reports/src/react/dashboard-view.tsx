import type { Expression } from "@mortise/expression";
import { FieldServicesProvider, useFieldServices } from "@mortise/fields/react";
import type { Catalog, DashboardCard, DashboardDocument } from "@mortise/metadata";
import { EmptyState, useLocalize, useText } from "@mortise/ui";
import { Tabs } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { itemsOnTab } from "../model/board/board-edits.ts";
import type { BoardState } from "../model/board/board-state.ts";
import { type DrillTarget, drillTargets } from "../model/drill.ts";
import { cardFields } from "../model/report-field.ts";
import { BoardGrid } from "./board/board-grid.tsx";
import "./board/board.css";
import { ComparePanel } from "./board/compare-panel.tsx";
import { FigureMenu } from "./board/figure-menu.tsx";
import { FilterBar } from "./board/filter-bar.tsx";
import type { PickedFigure } from "./board/picked-figure.ts";
import { boardText } from "./board/text.ts";
import { useBoard } from "./board/use-board.ts";
import { DashboardLook } from "./chart-look.tsx";
import { useFigureSource } from "./figure-source.ts";
import { DrillPanel } from "./drill-panel.tsx";
import "./reports.css";
import { text } from "./text.ts";

/** Props of `DashboardView`. */
export interface DashboardViewProps {
  readonly app: string;
  readonly dashboard: DashboardDocument;
  readonly catalog: Catalog;
  /** A condition that narrows every card. */
  readonly filter?: Expression;
  /** What the reader chose, held by the page around, such as in its address; by the view itself when absent. */
  readonly state?: BoardState;
  readonly onState?: (state: BoardState) => void;
  /** Where pointing at a figure leads; without it the view offers the records behind it and further ways. */
  readonly onDrill?: (target: DrillTarget) => void;
  /** Draws the record that is open beside the dashboard; without it records open where the page around opens them. */
  readonly recordSheet?: (entity: string, id: string, close: () => void) => ReactNode;
  /** Further buttons in the head of a card. */
  readonly toolsOf?: (card: DashboardCard) => ReactNode;
  /** Shows how old the figures are. On unless switched off. */
  readonly live?: boolean;
}

/** A page of charts with its filters and tabs. Every figure leads to its records, finer groups, other periods and the other cards. */
export function DashboardView(props: DashboardViewProps) {
  const { dashboard, catalog, onDrill, recordSheet } = props;
  const t = useText(text);
  const board = useBoard(props);
  const { state, set } = board;
  const isVisit = useFigureSource() !== undefined;
  const [picked, setPicked] = useState<PickedFigure>();
  const tabs = dashboard.tabs ?? [];
  const tab = tabs.find(({ id }) => id === state.tab)?.id ?? tabs[0]?.id;
  if (itemsOnTab(dashboard, undefined).length === 0) return <EmptyState title={t.noCards} />;
  const pick = (figure: PickedFigure): void => {
    const [first] = onDrill ? drillTargets(figure, cardFields(catalog, figure.card)) : [];
    if (onDrill && first) onDrill(first.target);
    else setPicked(figure);
  };
  const openRecord = recordSheet && ((entity: string, id: string) => set({ record: `${entity}/${id}` }));
  const [entity = "", record] = state.record?.split("/") ?? [];
  return (
    <DashboardLook dashboard={dashboard}>
      <div className="m-board">
        <FilterBar
          dashboard={dashboard}
          catalog={catalog}
          choices={state.filters}
          cross={state.cross}
          onChoose={(filters) => set({ filters })}
          onCrossEnd={() => board.set(without("cross"))}
        />
        {tabs.length > 0 ? (
          <TabLine dashboard={dashboard} tab={tab} onChange={(next) => set({ tab: next })} />
        ) : null}
        {itemsOnTab(dashboard, tab).length === 0 ? <NothingHere /> : null}
        <BoardGrid
          {...{ app: props.app, dashboard, catalog, board, tab }}
          live={props.live ?? true}
          toolsOf={props.toolsOf}
          onPick={isVisit ? undefined : pick}
          onOpenRecord={openRecord}
        />
        <FigureMenu
          catalog={catalog}
          picked={picked}
          actions={picked && board.actionsOf(picked)}
          onClose={() => setPicked(undefined)}
        />
        <RecordOpening open={openRecord}>
          <DrillPanel
            app={props.app}
            catalog={catalog}
            target={state.rows}
            onClose={() => set(without("rows"))}
          />
        </RecordOpening>
        <ComparePanel
          app={props.app}
          catalog={catalog}
          card={dashboard.cards.find(({ id }) => id === state.compare?.card)}
          compared={state.compare}
          onClose={() => set(without("compare"))}
        />
        {record === undefined ? null : recordSheet?.(entity, record, () => set(without("record")))}
      </div>
    </DashboardLook>
  );
}

/** A change that takes something of the state away. */
function without(key: "cross" | "rows" | "compare" | "record"): Partial<BoardState> {
  // An absent part and one that is undefined are written alike into an address.
  return { [key]: undefined } as Partial<BoardState>;
}

function TabLine({
  dashboard,
  tab,
  onChange,
}: {
  readonly dashboard: DashboardDocument;
  readonly tab: string | undefined;
  readonly onChange: (tab: string) => void;
}) {
  const t = useText(boardText);
  const localize = useLocalize();
  return (
    <Tabs
      aria-label={t.sections}
      {...(tab === undefined ? {} : { activeKey: tab })}
      items={(dashboard.tabs ?? []).map(({ id, name }) => ({ key: id, label: localize(name) }))}
      onChange={onChange}
    />
  );
}

function NothingHere() {
  return <EmptyState title={useText(boardText).nothing} />;
}

/** Lets records inside open beside the dashboard rather than in its place. */
function RecordOpening({
  open,
  children,
}: {
  readonly open: ((entity: string, id: string) => void) | undefined;
  readonly children: ReactNode;
}) {
  const outer = useFieldServices();
  const services = useMemo(() => (open ? { ...outer, openRecord: open } : outer), [outer, open]);
  return <FieldServicesProvider services={services}>{children}</FieldServicesProvider>;
}
