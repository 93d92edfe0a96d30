import { PlusOutlined, RedoOutlined, UndoOutlined } from "@ant-design/icons";
import type { Catalog, DashboardCard, DashboardDocument, Problem } from "@mortise/metadata";
import {
  type ElementHolders,
  EmptyState,
  HeldSettings,
  useHeldParts,
  useIsPhone,
  useText,
} from "@mortise/ui";
import { Button, Drawer, Space } from "antd";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { duplicateCard, placeCard } from "../../model/compose-card.ts";
import type { DashboardCommand } from "../../model/dashboard-commands.ts";
import type { CardDraft } from "../../model/suggest-cards.ts";
import "../reports.css";
import { AddChartDialog } from "./add-chart-dialog.tsx";
import { CardInspector } from "./card-inspector.tsx";
import { DesignerCanvas } from "./designer-canvas.tsx";
import "./designer.css";
import { text } from "./text.ts";
import { useDashboardEditing } from "./use-dashboard-editing.ts";

/** Props of `DashboardDesigner`. It edits a value; saving and publishing are the page's. */
export interface DashboardDesignerProps {
  readonly document: DashboardDocument;
  /** Documents of the draft. */
  readonly catalog: Catalog;
  readonly onChange: (document: DashboardDocument) => void;
  readonly problems: readonly Problem[];
  /** Who else is at which card. */
  readonly holders?: ElementHolders | undefined;
}

/** Builds a dashboard by choosing charts from data, moving and resizing them, and setting each up beside its live picture. */
export function DashboardDesigner(props: DashboardDesignerProps) {
  const { document, catalog, problems, holders } = props;
  const app = catalog.all("app")[0]?.id ?? "";
  const isFree = useHeldParts(document.cards, holders);
  const steps = useDashboardEditing(document, props.onChange);
  const editing: typeof steps = {
    ...steps,
    run: (command, merge) => {
      const touched = touchedCard(command);
      if (isFree(document.cards.filter(({ id }) => id !== touched))) steps.run(command, merge);
    },
  };
  const [selectedId, select] = useState<string>();
  const [isAdding, setAdding] = useState(false);
  useEffect(() => holders?.onChoose(selectedId), [holders, selectedId]);
  const selected = document.cards.find((card) => card.id === selectedId);
  const add = (card: DashboardCard): void => {
    editing.run({ type: "add", card });
    select(card.id);
    setAdding(false);
  };
  const inspector = selected ? (
    <HeldSettings element={selected.id} holders={holders}>
      <CardInspector
        key={selected.id}
        card={selected}
        catalog={catalog}
        onChange={(card, merge) => editing.run({ type: "replace", card }, merge && `${card.id}.${merge}`)}
        onDuplicate={() => add(duplicateCard(selected, document))}
        onRemove={() => {
          editing.run({ type: "remove", id: selected.id });
          select(undefined);
        }}
        onClose={() => select(undefined)}
      />
    </HeldSettings>
  ) : null;
  return (
    <div className="m-designer" onKeyDown={(event) => shortcut(event, editing)}>
      <div className="m-designer-main">
        <Tools editing={editing} onAdd={() => setAdding(true)} />
        {document.cards.length === 0 ? (
          <NoCards onAdd={() => setAdding(true)} />
        ) : (
          <DesignerCanvas
            app={app}
            catalog={catalog}
            dashboard={document}
            problems={problems}
            selected={selectedId}
            holders={holders}
            onSelect={select}
            onArrange={(places) => editing.run({ type: "arrange", places })}
          />
        )}
      </div>
      <Side onClose={() => select(undefined)}>{inspector}</Side>
      <AddChartDialog
        open={isAdding}
        app={app}
        catalog={catalog}
        onCancel={() => setAdding(false)}
        onChoose={(draft: CardDraft) => add(placeCard(draft, document))}
      />
    </div>
  );
}

/** The card whose content a step changes or takes away; where cards stand is no matter of their content. */
function touchedCard(command: DashboardCommand): string | undefined {
  if (command.type === "replace") return command.card.id;
  return command.type === "remove" ? command.id : undefined;
}

/** Where a card is set up: beside the canvas, on phones in a drawer. */
function Side({ children, onClose }: { readonly children: ReactNode; readonly onClose: () => void }) {
  const isPhone = useIsPhone();
  if (isPhone) {
    return (
      <Drawer open={children !== null} placement="bottom" size="85%" onClose={onClose}>
        {children}
      </Drawer>
    );
  }
  return children === null ? null : <aside className="m-designer-side">{children}</aside>;
}

type Editing = ReturnType<typeof useDashboardEditing>;

function Tools({ editing, onAdd }: { readonly editing: Editing; readonly onAdd: () => void }) {
  const t = useText(text);
  return (
    <Space wrap className="m-designer-tools">
      <Button type="primary" icon={<PlusOutlined />} onClick={onAdd}>
        {t.addChart}
      </Button>
      <Button
        icon={<UndoOutlined />}
        aria-label={t.undo}
        title={t.undo}
        disabled={!editing.undo}
        onClick={editing.undo}
      />
      <Button
        icon={<RedoOutlined />}
        aria-label={t.redo}
        title={t.redo}
        disabled={!editing.redo}
        onClick={editing.redo}
      />
    </Space>
  );
}

function NoCards({ onAdd }: { readonly onAdd: () => void }) {
  const t = useText(text);
  return (
    <EmptyState
      title={t.empty}
      hint={t.emptyHint}
      action={
        <Button type="primary" onClick={onAdd}>
          {t.addChart}
        </Button>
      }
    />
  );
}

/** Ctrl-Z and Ctrl-Shift-Z outside of inputs, which have their own. */
function shortcut(event: KeyboardEvent, editing: Editing): void {
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (isTyping || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  event.preventDefault();
  if (event.shiftKey) editing.redo?.();
  else editing.undo?.();
}
