import type { Catalog, DashboardDocument, Problem } from "@mortise/metadata";
import {
  type ElementHolders,
  EmptyState,
  type HistoryStore,
  useHeldParts,
  useIsPhone,
  useLocalize,
  useText,
} from "@mortise/ui";
import { App, Button, Drawer, Tabs } from "antd";
import { type ClipboardEvent, type ReactNode, useEffect, useState } from "react";
import {
  addItem,
  type BoardItem,
  copyOf,
  newContent,
  newFilter,
  removeItem,
} from "../../model/board/board-edits.ts";
import { placeCard } from "../../model/compose-card.ts";
import type { DashboardCommand } from "../../model/dashboard-commands.ts";
import type { CardDraft } from "../../model/suggest-cards.ts";
import "../board/board.css";
import "../reports.css";
import { AddChartDialog } from "./add-chart-dialog.tsx";
import { clipboardText, itemFromText } from "./board-clipboard.ts";
import { DesignerCanvas } from "./designer-canvas.tsx";
import { designerKey, isTyping } from "./designer-keys.ts";
import { DesignerSide } from "./designer-side.tsx";
import { type CanvasMode, DesignerTools } from "./designer-tools.tsx";
import "./designer.css";
import { FieldList } from "./field-list.tsx";
import { FilterStrip } from "./filter-strip.tsx";
import { QuestionDialog } from "./question-dialog.tsx";
import { text } from "./text.ts";
import { useDashboardEditing } from "./use-dashboard-editing.ts";
import { useFieldDrops } from "./use-field-drops.ts";

/** Props of `DashboardDesigner`. It edits a value; saving and publishing are the page's. */
export interface DashboardDesignerProps {
  readonly document: DashboardDocument;
  /** Documents of the draft. */
  readonly catalog: Catalog;
  readonly onChange: (document: DashboardDocument) => void;
  readonly problems: readonly Problem[];
  /** Where the steps are kept until the page is opened again. */
  readonly history?: HistoryStore;
  /** Who else is at which card. */
  readonly holders?: ElementHolders | undefined;
}

/** Builds a dashboard: fields and questions become charts, moved and resized on a grid, each set up beside its live picture. */
export function DashboardDesigner(props: DashboardDesignerProps) {
  const designer = useDesigner(props);
  const { document, catalog, holders } = props;
  const { editing, selected, select, tab, add, mode, setMode } = designer;
  const isPhone = useIsPhone();
  const [adding, setAdding] = useState<"question" | "chart">();
  const choose = (draft: CardDraft): void => {
    add(placeCard(draft, document));
    setAdding(undefined);
  };
  const app = catalog.all("app")[0]?.id ?? "";
  const drops = useFieldDrops({ document, catalog, run: editing.run, add, selected: designer.item });
  const isEmpty = document.cards.length === 0 && (document.contents ?? []).length === 0;
  return (
    <div
      className="m-designer"
      onKeyDown={(event) => designerKey(event, { ...editing, ...designer.keys })}
      onCopy={designer.copy}
      onPaste={designer.paste}
    >
      {isPhone ? null : (
        <FieldList
          catalog={catalog}
          entity={drops.entity}
          onEntity={drops.setEntity}
          onChoose={drops.choose}
        />
      )}
      <div className="m-designer-main">
        <DesignerTools
          editing={editing}
          mode={mode}
          onMode={setMode}
          onAsk={() => setAdding("question")}
          onAddChart={() => setAdding("chart")}
          onAddContent={(type) => add(newContent(type, catalog))}
          onAddFilter={(type) => {
            const part = newFilter(type, { dashboard: document, catalog });
            editing.run({ type: "put", list: "filters", part });
            select(part.id);
          }}
        />
        <TabLine document={document} tab={tab} onChange={designer.chooseTab} />
        <FilterStrip dashboard={document} selected={selected} onSelect={select} />
        {isEmpty ? <NoCards onAsk={() => setAdding("question")} /> : null}
        <DesignerCanvas
          {...{ app, catalog, dashboard: document, tab, mode, selected, holders }}
          problems={props.problems}
          onSelect={select}
          run={editing.run}
          onField={drops.onField}
          onFilter={drops.onFilter}
        />
      </div>
      <Side isOpen={selected !== undefined} onClose={() => select(undefined)}>
        <DesignerSide
          {...{ document, catalog, selected, holders }}
          run={editing.run}
          onSelect={select}
          onCopy={(item) => add(copyOf(item))}
        />
      </Side>
      <QuestionDialog
        {...{ app, catalog }}
        open={adding === "question"}
        onCancel={() => setAdding(undefined)}
        onChoose={choose}
      />
      <AddChartDialog
        {...{ app, catalog }}
        open={adding === "chart"}
        onCancel={() => setAdding(undefined)}
        onChoose={choose}
      />
    </div>
  );
}

/** What is edited and chosen, and what keys and the clipboard do about it. */
function useDesigner({ document, catalog, holders, ...props }: DashboardDesignerProps) {
  const t = useText(text);
  const { message } = App.useApp();
  const isFree = useHeldParts(document.cards, holders);
  const steps = useDashboardEditing(document, props.onChange, props.history);
  const editing: typeof steps = {
    ...steps,
    run: (command, merge) => {
      const touched = touchedCards(command);
      if (isFree(document.cards.filter(({ id }) => !touched.includes(id)))) steps.run(command, merge);
    },
  };
  const [selected, select] = useState<string>();
  const [mode, setMode] = useState<CanvasMode>("grid");
  const [chosenTab, chooseTab] = useState<string>();
  const tab = document.tabs?.find(({ id }) => id === chosenTab)?.id ?? document.tabs?.[0]?.id;
  useEffect(() => holders?.onChoose(selected), [holders, selected]);
  const items: readonly BoardItem[] = [...document.cards, ...(document.contents ?? [])];
  const item = items.find(({ id }) => id === selected);
  const add = (next: BoardItem): void => {
    editing.run(addItem(document, next, { tab, catalog }));
    select(next.id);
  };
  const remove = (): void => {
    if (item) editing.run(removeItem(document, item.id));
    else if (document.filters?.some(({ id }) => id === selected))
      editing.run({ type: "drop", list: "filters", id: selected ?? "" });
    select(undefined);
  };
  return {
    editing,
    selected,
    select,
    tab,
    chooseTab,
    mode,
    setMode,
    item,
    add,
    keys: {
      duplicate: item && (() => add(copyOf(item))),
      remove: selected === undefined ? undefined : remove,
      leave: () => select(undefined),
      place:
        item &&
        ((place: BoardItem["layout"]) =>
          editing.run({ type: "arrange", places: { [item.id]: place } }, `${item.id}.keys`)),
      selected: item,
    },
    copy: (event: ClipboardEvent): void => {
      if (isTyping(event.target) || !item || window.getSelection()?.toString()) return;
      event.clipboardData.setData("text/plain", clipboardText(item));
      event.preventDefault();
      void message.success(t.copied);
    },
    paste: (event: ClipboardEvent): void => {
      const given = event.clipboardData.getData("text/plain");
      const pasted = isTyping(event.target) ? undefined : itemFromText(given);
      if (!pasted) return;
      add(pasted);
      void message.success(t.pasted);
    },
  };
}

/** The cards whose content a step changes or takes away; where cards stand is no matter of their content. */
function touchedCards(command: DashboardCommand): readonly string[] {
  if (command.type === "many") return command.commands.flatMap(touchedCards);
  if (command.type === "replace") return [command.card.id];
  return command.type === "remove" ? [command.id] : [];
}

function TabLine({
  document,
  tab,
  onChange,
}: {
  readonly document: DashboardDocument;
  readonly tab: string | undefined;
  readonly onChange: (tab: string) => void;
}) {
  const t = useText(text);
  const localize = useLocalize();
  const tabs = document.tabs ?? [];
  if (tabs.length === 0) return null;
  return (
    <Tabs
      aria-label={t.tabs}
      {...(tab === undefined ? {} : { activeKey: tab })}
      items={tabs.map(({ id, name }) => ({ key: id, label: localize(name) }))}
      onChange={onChange}
    />
  );
}

/** Where things are set up: beside the canvas, on phones in a drawer while something is chosen. */
function Side({
  isOpen,
  children,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly children: ReactNode;
  readonly onClose: () => void;
}) {
  const isPhone = useIsPhone();
  if (!isPhone) return <aside className="m-designer-side">{children}</aside>;
  return (
    <Drawer open={isOpen} placement="bottom" size="85%" onClose={onClose}>
      {children}
    </Drawer>
  );
}

function NoCards({ onAsk }: { readonly onAsk: () => void }) {
  const t = useText(text);
  return (
    <EmptyState
      title={t.empty}
      hint={t.emptyHint}
      action={
        <Button type="primary" onClick={onAsk}>
          {t.ask}
        </Button>
      }
    />
  );
}
