import type { FlowGraph } from "../flow-structure.ts";
import { flowLines, type Line, TRIGGER_ID } from "./flow-lines.ts";
import { GAPS, type LinePlace, placeBoxes, type Size } from "./place-boxes.ts";

/** Size of a step's card. */
export const CARD: Size = { width: 250, height: 76 };
/** Size of the mark where a path ends, and of the one where ways meet. */
export const MARK: Size = { width: 28, height: 28 };

/** A point of the drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One thing drawn: the trigger, a step, where the ways of a step's block meet, or the place where a path ends. */
export interface Box extends Point {
  readonly id: string;
  readonly kind: "trigger" | "step" | "join" | "stop";
}

/** A line as it runs, corner by corner. */
export interface DrawnLine extends Line {
  readonly points: readonly Point[];
  /** Where its "+" stands. */
  readonly mark: Point;
  /** One of several that leave the card: its name stands above the "+", otherwise beside it. */
  readonly isFork: boolean;
}

/** A flow as drawn: from top to bottom, ways out from left to right in their order. The trigger's left upper corner never moves. */
export interface Drawing {
  readonly boxes: readonly Box[];
  readonly lines: readonly DrawnLine[];
  readonly byId: ReadonlyMap<string, Box>;
}

/** Stands above the trigger and steps that no way leads to. */
const TOP = "";
const BAR = 16;

/** Cards are large, the marks between them small. */
export function sizeOf(kind: Box["kind"]): Size {
  return kind === "stop" || kind === "join" ? MARK : CARD;
}

/** Places everything; the same flow always gives the same drawing, and what stands as it did in the last one is the same object. */
export function drawFlow(flow: FlowGraph, last?: Drawing): Drawing {
  const lines = flowLines(flow);
  const kinds = kindsOf(flow, lines);
  const parts = partsOf(lines, [...kinds.keys()]);
  const roots = parts.roots.map((target): Line => ({
    id: `${TOP}/${target}`,
    place: { node: null, exit: "" },
    source: TOP,
    target,
  }));
  // Steps that no way leads to do not pull others out of their place.
  const within = lines.map((line) =>
    parts.of.get(line.source) === parts.of.get(line.target) ? line : { ...line, target: TOP },
  );
  const size = (id: string): Size => {
    const kind = kinds.get(id);
    return kind === undefined ? { width: 0, height: 0 } : sizeOf(kind);
  };
  const places = placeBoxes({ root: TOP, lines: [...roots, ...within], sizeOf: size });
  const origin = places.boxes.get(TRIGGER_ID) ?? { x: 0, y: 0 };
  const boxes = [...kinds].map(([id, kind]): Box => {
    const { x, y } = places.boxes.get(id) ?? origin;
    const old = last?.byId.get(id);
    const box = { id, kind, x: x - origin.x - size(id).width / 2 + CARD.width / 2, y: y - origin.y };
    return old && old.x === box.x && old.y === box.y && old.kind === kind ? old : box;
  });
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const oldLines = new Map(last?.lines.map((line) => [line.id, line]));
  const counts = new Map<string, number>();
  for (const { source } of lines) counts.set(source, (counts.get(source) ?? 0) + 1);
  const drawn = lines.map((line): DrawnLine => {
    const place = places.lines.get(line.id);
    const run = { x: (place?.x ?? 0) - origin.x + CARD.width / 2, lane: laneOf(place, origin.x) };
    const isFork = (counts.get(line.source) ?? 0) > 1;
    return kept(oldLines.get(line.id), drawLine(line, { byId, run, isFork }));
  });
  return { boxes, lines: drawn, byId };
}

function laneOf(place: LinePlace | undefined, origin: number): number | undefined {
  return place?.lane === undefined ? undefined : place.lane - origin + CARD.width / 2;
}

function kindsOf(flow: FlowGraph, lines: readonly Line[]): ReadonlyMap<string, Box["kind"]> {
  const kinds = new Map<string, Box["kind"]>([[TRIGGER_ID, "trigger"]]);
  for (const node of flow.nodes) kinds.set(node.id, "step");
  for (const { source } of lines) if (!kinds.has(source)) kinds.set(source, "join");
  for (const { target } of lines) if (!kinds.has(target)) kinds.set(target, "stop");
  return kinds;
}

/** What the trigger leads to, and everything that it does not lead to: the first step of each part, and to which part a thing belongs. */
function partsOf(
  lines: readonly Line[],
  ids: readonly string[],
): { readonly roots: readonly string[]; readonly of: ReadonlyMap<string, string> } {
  const followers = Map.groupBy(lines, ({ source }) => source);
  const parts = new Map<string, string>();
  const roots: string[] = [];
  const reach = (root: string): void => {
    if (parts.has(root)) return;
    roots.push(root);
    const waiting = [root];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (parts.has(id)) continue;
      parts.set(id, root);
      for (const { target } of followers.get(id) ?? []) waiting.push(target);
    }
  };
  reach(TRIGGER_ID);
  const led = new Set(lines.filter(({ source, target }) => source !== target).map(({ target }) => target));
  // Those that nothing leads to first; what is left goes round in circles.
  for (const id of ids) if (!led.has(id)) reach(id);
  for (const id of ids) reach(id);
  return { roots, of: parts };
}

interface LineSurroundings {
  readonly byId: ReadonlyMap<string, Box>;
  readonly run: { readonly x: number; readonly lane: number | undefined };
  readonly isFork: boolean;
}

function drawLine(line: Line, { byId, run, isFork }: LineSurroundings): DrawnLine {
  const [from, to] = [byId.get(line.source), byId.get(line.target)];
  const start = { x: middleOf(from), y: (from?.y ?? 0) + heightOf(from) };
  const end = { x: middleOf(to), y: to?.y ?? 0 };
  const room = isFork ? GAPS.fork : GAPS.next;
  const down = isFork ? [start, { x: start.x, y: start.y + BAR }, { x: run.x, y: start.y + BAR }] : [start];
  const mark = { x: run.x, y: start.y + (isFork ? 62 : 22) };
  const low = start.y + room - GAPS.meet;
  const isUp = end.y < low;
  const lane = run.lane ?? Math.max(run.x, end.x) + CARD.width;
  const across: readonly Point[] = isUp
    ? [
        { x: run.x, y: low },
        { x: lane, y: low },
        { x: lane, y: end.y - BAR },
      ]
    : [{ x: run.x, y: end.y - BAR }];
  return { ...line, points: corners([...down, ...across, { x: end.x, y: end.y - BAR }, end]), mark, isFork };
}

function middleOf(box: Box | undefined): number {
  return box ? box.x + sizeOf(box.kind).width / 2 : 0;
}

function heightOf(box: Box | undefined): number {
  return box ? sizeOf(box.kind).height : 0;
}

/** Without the points at which a line does not turn. */
function corners(points: readonly Point[]): readonly Point[] {
  const apart = points.filter((point, index) => !isSame(points[index - 1], point));
  return apart.filter((point, index) => {
    const [before, after] = [apart[index - 1], apart[index + 1]];
    if (!before || !after) return true;
    const goesDown = before.x === point.x && point.x === after.x;
    const goesAcross = before.y === point.y && point.y === after.y;
    return !goesDown && !goesAcross;
  });
}

function isSame(one: Point | undefined, other: Point): boolean {
  return one?.x === other.x && one.y === other.y;
}

function kept(old: DrawnLine | undefined, line: DrawnLine): DrawnLine {
  if (!old || old.target !== line.target || old.isFork !== line.isFork) return line;
  return old.points.length === line.points.length &&
    isSame(old.mark, line.mark) &&
    line.points.every((point, index) => isSame(old.points[index], point))
    ? old
    : line;
}
