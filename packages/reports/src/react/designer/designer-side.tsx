import type { Catalog, DashboardDocument } from "@mortise/metadata";
import { type ElementHolders, HeldSettings, useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { type BoardItem, removeItem, replaceItem } from "../../model/board/board-edits.ts";
import type { DashboardCommand } from "../../model/dashboard-commands.ts";
import { BoardSettings } from "./board-settings.tsx";
import { CardInspector } from "./card-inspector.tsx";
import { ContentInspector } from "./content-inspector.tsx";
import { FilterInspector } from "./filter-inspector.tsx";
import { InspectorSection } from "./inspector-section.tsx";
import { text } from "./text.ts";

/** Props of `DesignerSide`. */
export interface DesignerSideProps {
  readonly document: DashboardDocument;
  readonly catalog: Catalog;
  readonly selected: string | undefined;
  readonly holders: ElementHolders | undefined;
  readonly run: (command: DashboardCommand, merge?: string) => void;
  readonly onSelect: (id: string | undefined) => void;
  readonly onCopy: (item: BoardItem) => void;
}

/** Sets up what is chosen: a card, content, a filter; the dashboard itself when nothing is. */
export function DesignerSide(props: DesignerSideProps) {
  const { document, catalog, selected, holders, run, onSelect } = props;
  const card = document.cards.find(({ id }) => id === selected);
  const content = document.contents?.find(({ id }) => id === selected);
  const filter = document.filters?.find(({ id }) => id === selected);
  const close = (): void => onSelect(undefined);
  const item = card ?? content;
  const change = (next: BoardItem, merge?: string): void =>
    run(replaceItem(next), merge && `${next.id}.${merge}`);
  const remove = (): void => {
    if (item) run(removeItem(document, item.id));
    close();
  };
  if (filter) {
    return (
      <FilterInspector
        key={filter.id}
        {...{ filter, catalog, dashboard: document }}
        onChange={(part, merge) =>
          run({ type: "put", list: "filters", part }, merge && `${part.id}.${merge}`)
        }
        onRemove={() => {
          run({ type: "drop", list: "filters", id: filter.id });
          close();
        }}
        onClose={close}
      />
    );
  }
  if (!item) return <BoardSettings dashboard={document} run={run} />;
  const common = {
    catalog,
    onChange: change,
    onDuplicate: () => props.onCopy(item),
    onRemove: remove,
    onClose: close,
  };
  return (
    <HeldSettings element={item.id} holders={holders}>
      <TabChoice document={document} item={item} onChange={change} />
      {card ? <CardInspector key={card.id} card={card} {...common} /> : null}
      {content ? <ContentInspector key={content.id} content={content} {...common} /> : null}
    </HeldSettings>
  );
}

/** On which tab an item stands. */
function TabChoice({
  document,
  item,
  onChange,
}: {
  readonly document: DashboardDocument;
  readonly item: BoardItem;
  readonly onChange: (item: BoardItem) => void;
}) {
  const t = useText(text);
  const localize = useLocalize();
  const tabs = document.tabs ?? [];
  const [first] = tabs;
  if (!first || tabs.length < 2) return null;
  return (
    <InspectorSection title={t.onTab}>
      <Select<string>
        aria-label={t.onTab}
        value={item.tab ?? first.id}
        options={tabs.map(({ id, name }) => ({ value: id, label: localize(name) }))}
        onChange={(tab) => onChange({ ...item, tab })}
      />
    </InspectorSection>
  );
}
