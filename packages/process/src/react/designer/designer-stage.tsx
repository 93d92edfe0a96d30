import type { Catalog, FlowDocument } from "@mortise/metadata";
import { type ElementHolders, useIsTouched, useStable } from "@mortise/ui";
import type { RefSelectProps } from "antd";
import { type ReactNode, useMemo, useRef, useState } from "react";
import type { Drawing, DrawnLine } from "../../model/drawing/draw-flow.ts";
import { TRIGGER_ID } from "../../model/drawing/flow-lines.ts";
import { canMove } from "../../model/editing/move-steps.ts";
import type { ExitPlace } from "../../model/flow-edit.ts";
import type { FlowProblem } from "../../model/validate-flow.ts";
import { CanvasActionsProvider, type StepAction } from "../canvas/canvas-actions.ts";
import { type CanvasView, FlowCanvas } from "../canvas/flow-canvas.tsx";
import { CarryPalette } from "./carry-palette.tsx";
import { useDesignerKeys } from "./designer-keys.ts";
import { DragGhost } from "./drag-ghost.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { type Offer, OfferPopover } from "./offer-popover.tsx";
import { PANEL_WIDTH, READING_HEIGHT, REHEARSAL, SidePanel } from "./side-panel.tsx";
import { placeAfter, placesAfter } from "./step-places.ts";
import { Toolbar } from "./toolbar.tsx";
import { useClipboardEvents } from "./use-clipboard-events.ts";
import type { ChangeFlow, FlowHistory } from "./use-flow-history.ts";
import type { Selection } from "./use-selection.ts";
import { type Carried, useStepDrag } from "./use-step-drag.ts";
import type { StepEdits } from "./use-step-edits.ts";

/** Props of `DesignerStage`. */
export interface DesignerStageProps {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly problems: readonly FlowProblem[];
  readonly history: FlowHistory;
  readonly selection: Selection;
  readonly edits: StepEdits;
  readonly holders: ElementHolders | undefined;
  /** On a phone: read, follow, try; nothing is changed by accident. */
  readonly readOnly: boolean;
  readonly change: ChangeFlow;
  readonly tools: ReactNode;
  readonly badges: ReadonlyMap<string, ReactNode> | undefined;
}

const NO_STEPS: ReadonlySet<string> = new Set();

/** The toolbar, the canvas and the panel beside it. */
export function DesignerStage(props: DesignerStageProps) {
  const { flow, catalog, problems, history, selection, edits, readOnly, change } = props;
  const place = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const search = useRef<RefSelectProps>(null);
  const [canvas, setCanvas] = useState<CanvasView>();
  const [lit, setLit] = useState(NO_STEPS);
  const [offer, setOffer] = useState<Offer>();
  const [showsKeys, setShowsKeys] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const drag = useCarrying(props, stage, canvas);
  useClipboardEvents(stage, edits, readOnly);
  const actions = useActions(props, setOffer);
  const dropping = useDropping(props, canvas?.drawing, drag);
  const addBehind = (): void => {
    const places = placesAfter(flow, selection.chosen);
    const card = stage.current?.querySelector(`[data-step="${[...selection.chosen].at(-1) ?? TRIGGER_ID}"]`);
    if (card && places.length > 0) setOffer({ places, box: card.getBoundingClientRect() });
  };
  useDesignerKeys(place, {
    history,
    selection,
    edits,
    drawing: canvas?.drawing,
    readOnly,
    add: addBehind,
    search: () => search.current?.focus(),
    showKeys: () => setShowsKeys(true),
    fit: () => canvas?.fit(),
  });
  const goTo = (id: string): void => {
    selection.goTo(id, false);
    selection.setOpen(id);
  };
  return (
    <div ref={place} className="flow-designer">
      <Toolbar
        history={history}
        problems={problems}
        readOnly={readOnly}
        search={{ flow, catalog, onFound: goTo, ref: search }}
        onOpen={goTo}
        onSettings={() => selection.setOpen(TRIGGER_ID)}
        onTestRun={() => selection.setOpen(REHEARSAL)}
        onKeys={() => setShowsKeys(true)}
        isPaletteOpen={isPaletteOpen}
        onPalette={() => setPaletteOpen(!isPaletteOpen)}
        tools={props.tools}
      />
      <div ref={stage} className={`flow-stage ${drag ? "flow-carrying" : ""}`}>
        {isPaletteOpen && !readOnly ? (
          <CarryPalette
            onChoose={(type) =>
              edits.insert(placeAfter(flow, selection.chosen) ?? { node: null, exit: "start" }, type)
            }
          />
        ) : null}
        <CanvasActionsProvider value={actions}>
          <FlowCanvas
            flow={flow}
            catalog={catalog}
            problems={problems}
            lit={lit}
            badges={props.badges}
            holders={props.holders?.held}
            chosen={selection.chosen}
            target={selection.target}
            covered={coveredBy(selection.open, readOnly)}
            dropping={dropping}
            onView={setCanvas}
            onMove={() => setOffer(undefined)}
            onCatch={readOnly ? undefined : selection.chooseAll}
            onChoose={(id, isMore) => {
              if (id !== undefined && !isMore) return goTo(id);
              selection.choose(id, isMore && !readOnly);
              return selection.setOpen(undefined);
            }}
          />
        </CanvasActionsProvider>
        <SidePanel
          flow={flow}
          catalog={catalog}
          problems={problems}
          open={selection.open}
          holders={props.holders}
          onChange={change}
          onGo={(id) => {
            if (selection.open !== REHEARSAL) return goTo(id);
            if (readOnly) selection.setOpen(undefined);
            return selection.goTo(id, false);
          }}
          onClose={() => {
            selection.setOpen(undefined);
            selection.goTo([...selection.chosen].at(-1) ?? TRIGGER_ID);
          }}
          onLight={(steps) =>
            setLit(new Set(steps.flatMap((step) => [step.node, `${step.node}/${step.exit}`])))
          }
        />
      </div>
      <OfferPopover
        flow={flow}
        offer={offer}
        onInsert={edits.insert}
        onPaste={edits.paste}
        onClose={() => setOffer(undefined)}
      />
      <DragGhost drag={drag} flow={flow} />
      <KeysDialog isOpen={showsKeys} onClose={() => setShowsKeys(false)} />
    </div>
  );
}

const NOTHING_COVERED = { right: 0, bottom: 0 };
const BESIDE = { right: PANEL_WIDTH, bottom: 0 };
const BELOW = { right: 0, bottom: READING_HEIGHT };

/** The part of the canvas that an open panel takes. */
function coveredBy(open: string | undefined, isPhone: boolean) {
  if (open === undefined) return NOTHING_COVERED;
  return isPhone ? BELOW : BESIDE;
}

/** What cards and lines ask for; the same functions always, so that none of them is drawn again. */
function useActions({ readOnly, edits, selection }: DesignerStageProps, onOffer: (offer: Offer) => void) {
  const offer = useStable((place: ExitPlace, anchor: HTMLElement) =>
    onOffer({ places: [place], box: anchor.getBoundingClientRect() }),
  );
  const act = useStable((id: string, action: StepAction) => {
    const ids = selection.chosen.has(id) ? [...selection.chosen].filter((one) => one !== TRIGGER_ID) : [id];
    const deeds: Readonly<Record<StepAction, () => void>> = {
      copy: () => edits.copy(ids),
      copyOnly: () => edits.copy(ids, true),
      cut: () => edits.cut(ids),
      duplicate: () => edits.duplicate(ids),
      remove: () => edits.remove(ids),
    };
    deeds[action]();
  });
  // On a touch screen a finger on a card moves the canvas.
  const canCarry = !useIsTouched() && !readOnly;
  return useMemo(() => ({ readOnly, canCarry, offer, act }), [readOnly, canCarry, offer, act]);
}

function canDrop(flow: FlowDocument, moving: ReadonlySet<string> | undefined, { place }: DrawnLine): boolean {
  return moving === undefined || canMove(flow, moving, place);
}

function movingOf(edits: StepEdits, carried: Carried): ReadonlySet<string> | undefined {
  return carried.type === "steps" ? edits.withBranches(carried.ids) : undefined;
}

function useCarrying(
  { flow, selection, edits, readOnly }: DesignerStageProps,
  stage: Parameters<typeof useStepDrag>[0]["stage"],
  canvas: CanvasView | undefined,
) {
  return useStepDrag({
    stage,
    drawing: canvas?.drawing,
    readOnly,
    takenWith: (id) =>
      selection.chosen.has(id) ? [...selection.chosen].filter((one) => one !== TRIGGER_ID) : [id],
    canDrop: (carried, line) => canDrop(flow, movingOf(edits, carried), line),
    onDrop: (carried, { place }) =>
      carried.type === "new" ? edits.insert(place, carried.nodeType) : edits.moveTo(carried.ids, place),
    toDrawing: (point) => canvas?.toDrawing(point) ?? point,
    zoom: () => canvas?.zoom() ?? 1,
    panBy: (by) => canvas?.panBy(by),
  });
}

/** While something is carried: the lines it may fall on. */
function useDropping(
  { flow, edits }: DesignerStageProps,
  drawing: Drawing | undefined,
  drag: ReturnType<typeof useStepDrag>,
) {
  const carried = drag?.carried;
  const withBranches = useStable(edits.withBranches);
  const lines = useMemo(() => {
    if (!carried || !drawing) return undefined;
    const moving = carried.type === "steps" ? withBranches(carried.ids) : undefined;
    return new Set(drawing.lines.filter((line) => canDrop(flow, moving, line)).map(({ id }) => id));
  }, [carried, drawing, flow, withBranches]);
  const over = drag?.over?.id;
  return useMemo(() => (lines ? { lines, over } : undefined), [lines, over]);
}
