import { useMemo, useState } from "react";
import { type Box, type Drawing, sizeOf } from "../../model/drawing/draw-flow.ts";
import { TRIGGER_ID } from "../../model/drawing/flow-lines.ts";
import type { CardData, CardNode, MarkNode } from "./cards.tsx";

/** A thing that is to be brought into sight; `count` tells two wishes for the same one apart. */
export interface SightTarget {
  readonly id: string;
  readonly count: number;
  /** It takes the keyboard, too. */
  readonly takesFocus: boolean;
}

interface NodeSources {
  readonly drawing: Drawing;
  readonly cards: ReadonlyMap<string, CardData>;
  readonly chosen: ReadonlySet<string>;
  readonly target: SightTarget | undefined;
}

/** Everything on the canvas; what neither moved nor looks different is the same object. */
export function useCanvasNodes({ drawing, cards, chosen, target }: NodeSources): (CardNode | MarkNode)[] {
  const [kept] = useState(() => new Map<string, Kept>());
  return useMemo(() => {
    const current = [...chosen].findLast((id) => cards.has(id)) ?? TRIGGER_ID;
    return drawing.boxes.map((box) => {
      const state = {
        box,
        card: cards.get(box.id),
        selected: chosen.has(box.id),
        isCurrent: box.id === current,
        takesFocus: target?.takesFocus && target.id === box.id ? target.count : 0,
      };
      const old = kept.get(box.id);
      if (old && isSame(old.state, state)) return old.node;
      const node = nodeOf(state);
      kept.set(box.id, { state, node });
      return node;
    });
  }, [drawing, cards, chosen, target, kept]);
}

interface Kept {
  readonly state: NodeState;
  readonly node: CardNode | MarkNode;
}

interface NodeState {
  readonly box: Box;
  readonly card: CardData | undefined;
  readonly selected: boolean;
  readonly isCurrent: boolean;
  readonly takesFocus: number;
}

function isSame(old: NodeState, state: NodeState): boolean {
  return (
    old.box === state.box &&
    old.card === state.card &&
    old.selected === state.selected &&
    old.isCurrent === state.isCurrent &&
    old.takesFocus === state.takesFocus
  );
}

/** Sizes are known beforehand, so that the first paint is the last. */
function nodeOf({ box, card, selected, isCurrent, takesFocus }: NodeState): CardNode | MarkNode {
  const { width, height } = sizeOf(box.kind);
  const place = { id: box.id, position: { x: box.x, y: box.y }, width, height, draggable: false };
  if (card) return { ...place, type: "card", data: { ...card, isCurrent, takesFocus }, selected };
  return { ...place, type: box.kind === "join" ? "join" : "stop", data: {}, selectable: false };
}
