import { PlusOutlined, RedoOutlined, SettingOutlined, UndoOutlined } from "@ant-design/icons";
import type { Catalog, PageBlock, PageDocument, Problem } from "@mortise/metadata";
import { type ElementHolders, type HistoryStore, useHeldParts, useLocalize, useText } from "@mortise/ui";
import { Button, Space, Tabs } from "antd";
import { type KeyboardEvent, useEffect, useState } from "react";
import { BLOCK_NAMES, type BlockOffer } from "../../model/page/block-offers.ts";
import {
  addTab,
  type BlockPlace,
  columnsIn,
  freeId,
  placeBlock,
  removeBlock,
  stepBlock,
} from "../../model/page/page-edits.ts";
import { isTyping } from "../designer/designer-keys.ts";
import { PageCanvas } from "./page-canvas.tsx";
import { PageDesignerContext, type PageDesignerParts } from "./page-designer-context.ts";
import "./page-designer.css";
import { PageDrag } from "./page-drag.tsx";
import { PageInspector } from "./page-inspector.tsx";
import { PagePalette } from "./page-palette.tsx";
import { pageText } from "./text.ts";
import { type PageEditing, usePageEditing } from "./use-page-editing.ts";

/** Props of `PageDesigner`. It edits a value; saving and publishing are the page's. */
export interface PageDesignerProps {
  readonly document: PageDocument;
  /** Documents of the draft. */
  readonly catalog: Catalog;
  readonly onChange: (document: PageDocument) => void;
  readonly problems: readonly Problem[];
  /** Where the steps are kept until the page is opened again. */
  readonly history?: HistoryStore;
  /** Who else is at which block. */
  readonly holders?: ElementHolders | undefined;
}

/** Lays out the page of an entity's records: blocks in columns and tabs, moved by drag, keyboard or menu. */
export function PageDesigner({ document: page, catalog, problems, holders, ...props }: PageDesignerProps) {
  const editing = usePageEditing(page, props.onChange, props.history);
  const [selected, select] = useState<string>();
  const [chosenTab, chooseTab] = useState<string>();
  const tab = page.tabs.find(({ id }) => id === chosenTab) ?? page.tabs[0];
  const detail = useDetail(page, catalog);
  const isFree = useHeldParts(page.blocks, holders, ({ column: _column, ...content }) => content);
  const run: typeof editing.run = (next, burst) => {
    if (!next || isFree(next.blocks)) editing.run(next, burst);
  };
  useEffect(() => holders?.onChoose(selected), [holders, selected]);
  const put = (offer: BlockOffer, place: BlockPlace) => {
    const block = { ...offer.block, id: freeId("block", page.blocks), column: place.column };
    run(placeBlock(page, block, place));
    select(block.id);
  };
  const parts: PageDesignerParts = {
    page,
    catalog,
    problems,
    selected,
    select: (block) => select(block === selected ? undefined : block),
    step: (block, way) => run(stepBlock(page, block, way)),
    remove: (block) => run(removeBlock(page, block)),
    moveToTab: (block, other) => {
      const column = columnsIn(page, other)[0];
      if (column) run(placeBlock(page, block, { column: column.id }));
    },
    detail,
    holders,
    run,
  };
  const lastColumn = tab && columnsIn(page, tab.id).at(-1);
  return (
    <PageDesignerContext value={parts}>
      <div className="pd" onKeyDown={(event) => shortcut(event, editing)}>
        <PageDrag
          onDrop={({ block, offer }, place) => {
            if (offer) put(offer, place);
            else if (block) run(placeBlock(page, block, place));
          }}
        >
          {(place) => (
            <>
              <PagePalette onAdd={(offer) => lastColumn && put(offer, { column: lastColumn.id })} />
              <div className="pd-main">
                <Tools
                  editing={editing}
                  onAddTab={() => run(addTab(page))}
                  onPage={selected === undefined ? undefined : () => select(undefined)}
                />
                <PageTabs page={page} tab={tab?.id} onChoose={chooseTab} />
                {tab ? <PageCanvas tab={tab.id} place={place} /> : null}
              </div>
            </>
          )}
        </PageDrag>
        <PageInspector tab={tab} />
      </div>
    </PageDesignerContext>
  );
}

/** The fields that a block shows, or what it is. */
function useDetail(page: PageDocument, catalog: Catalog): (block: PageBlock) => string {
  const t = useText(pageText);
  const localize = useLocalize();
  return (block) => {
    if (block.type !== "fields") return localize(BLOCK_NAMES[block.type]);
    if (!block.fields) return t.restOfFields;
    return block.fields.map((id) => localize(catalog.field(page.entity, id)?.name) || id).join(" · ");
  };
}

function PageTabs({
  page,
  tab,
  onChoose,
}: {
  readonly page: PageDocument;
  readonly tab: string | undefined;
  readonly onChoose: (tab: string) => void;
}) {
  const localize = useLocalize();
  if (page.tabs.length < 2) return null;
  return (
    <Tabs
      {...(tab === undefined ? {} : { activeKey: tab })}
      onChange={onChoose}
      items={page.tabs.map(({ id, name }) => ({ key: id, label: localize(name) }))}
    />
  );
}

function Tools({
  editing,
  onAddTab,
  onPage,
}: {
  readonly editing: PageEditing<PageDocument>;
  readonly onAddTab: () => void;
  /** Goes from the chosen block to the settings of the page; undefined when they are shown. */
  readonly onPage: (() => void) | undefined;
}) {
  const t = useText(pageText);
  return (
    <Space wrap>
      <Button icon={<PlusOutlined aria-hidden="true" />} onClick={onAddTab}>
        {t.addTab}
      </Button>
      <Button icon={<SettingOutlined aria-hidden="true" />} disabled={!onPage} onClick={onPage}>
        {t.pageSettings}
      </Button>
      {(["undo", "redo"] as const).map((way) => (
        <Button
          key={way}
          icon={way === "undo" ? <UndoOutlined aria-hidden="true" /> : <RedoOutlined aria-hidden="true" />}
          aria-label={t[way]}
          title={t[way]}
          disabled={!editing[way]}
          onClick={editing[way]}
        />
      ))}
    </Space>
  );
}

/** Ctrl-Z and Ctrl-Shift-Z outside of inputs, which have their own. */
function shortcut(event: KeyboardEvent, editing: Pick<PageEditing<PageDocument>, "undo" | "redo">): void {
  if (isTyping(event.target) || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  event.preventDefault();
  if (event.shiftKey) editing.redo?.();
  else editing.undo?.();
}
