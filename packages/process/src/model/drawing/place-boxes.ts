import { type Dominance, dominance } from "./dominators.ts";
import type { Line } from "./flow-lines.ts";

/** Width and height of something drawn. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Distances of the drawing. */
export const GAPS = {
  /** Between columns. */
  column: 36,
  /** Below a card with one way out. */
  next: 64,
  /** Below a card with several: their names stand there, too. */
  fork: 104,
  /** The last part of both, in which lines run together. */
  meet: 24,
  /** Width of the lane of a line that leads back up. */
  lane: 18,
} as const;

/** Width of the column of a way that goes on elsewhere. */
const PASSING = 140;

/** What was found for one line: where it runs down, and for a line that leads up the lane beside everything. */
export interface LinePlace {
  /** Where it runs down below its card. */
  readonly x: number;
  /** Where a line that leads up does so. */
  readonly lane?: number;
}

/** Where everything stands: the middle of the upper edge of each thing, the root's being at 0, 0. */
export interface Places {
  readonly boxes: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly lines: ReadonlyMap<string, LinePlace>;
}

/** Something with all that only it leads to; its entry is at 0, 0. */
interface Block {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly inner: readonly { readonly block: Block; readonly x: number; readonly y: number }[];
  readonly id: string;
  /** Columns of its own lines. */
  readonly columns: readonly { readonly line: string; readonly x: number }[];
  /** Lanes of lines that lead back up to it. */
  readonly lanes: readonly { readonly line: string; readonly x: number }[];
}

/** Columns side by side that lines have brought together. */
interface Group {
  left: number;
  right: number;
  bottom: number;
  /** Where lines out of it come from. */
  entry: number;
  readonly members: Set<string>;
  /** What moves along when the group is pushed aside. */
  readonly placed: Placed[];
}

interface Placed {
  readonly block: Block | undefined;
  readonly line: string | undefined;
  x: number;
  readonly y: number;
}

/** What is to be placed. */
export interface Plan {
  readonly root: string;
  readonly lines: readonly Line[];
  sizeOf(id: string): Size;
}

/**
 * Places things from top to bottom: what only one thing leads to stands below it, branches side by side in their order, and
 * where branches meet again below all that meet. Each part is placed by itself, so the work grows with the number of
 * things and no more.
 */
export function placeBoxes(plan: Plan): Places {
  const lines = Map.groupBy(plan.lines, ({ source }) => source);
  const ways = dominance(plan.root, (id) => (lines.get(id) ?? []).map(({ target }) => target));
  const known = new Set(ways.order);
  const incoming = Map.groupBy(
    plan.lines.filter(({ source }) => known.has(source)),
    ({ target }) => target,
  );
  const rank = new Map(ways.order.map((id, index) => [id, index]));
  const blocks = new Map<string, Block>();
  // From the bottom up: what belongs to a thing comes after it in the order.
  for (const id of ways.order.toReversed())
    blocks.set(id, blockOf(id, { plan, lines, ways, incoming, rank, blocks }));
  const whole = blocks.get(plan.root);
  const boxes = new Map<string, { x: number; y: number }>();
  const found = new Map<string, LinePlace>();
  const waiting = whole ? [{ block: whole, x: 0, y: 0 }] : [];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const { block, x, y } = at;
    boxes.set(block.id, { x, y });
    for (const column of block.columns)
      found.set(column.line, { ...found.get(column.line), x: x + column.x });
    for (const lane of block.lanes) {
      const { x: down = 0 } = found.get(lane.line) ?? {};
      found.set(lane.line, { x: down, lane: x + lane.x });
    }
    for (const inner of block.inner) waiting.push({ block: inner.block, x: x + inner.x, y: y + inner.y });
  }
  return { boxes, lines: found };
}

interface Knowledge {
  readonly plan: Plan;
  readonly lines: ReadonlyMap<string, readonly Line[]>;
  readonly incoming: ReadonlyMap<string, readonly Line[]>;
  readonly ways: Dominance;
  readonly rank: ReadonlyMap<string, number>;
  readonly blocks: ReadonlyMap<string, Block>;
}

function blockOf(id: string, known: Knowledge): Block {
  const { plan, lines, ways, incoming } = known;
  const size = plan.sizeOf(id);
  const out = lines.get(id) ?? [];
  const own = new Set(
    out
      .filter(({ target }) => ways.parentOf(target) === id && incoming.get(target)?.length === 1)
      .map(targetOf),
  );
  const groups = columnsOf(id, own, known);
  const merges = ways.childrenOf(id).filter((child) => !own.has(child));
  for (const merge of merges) placeMerge(merge, groups, id, known);
  const placed = groups.flatMap((group) => group.placed);
  const columns = placed.filter(({ line }) => line !== undefined);
  const [first, last] = [columns[0]?.x ?? 0, columns.at(-1)?.x ?? 0];
  const middle = (first + last) / 2;
  const back = backLines(id, known);
  const right = Math.max(size.width / 2, ...groups.map((group) => group.right - middle));
  return {
    id,
    left: Math.min(-size.width / 2, ...groups.map((group) => group.left - middle)),
    right: right + back.length * GAPS.lane,
    bottom: Math.max(size.height, ...groups.map((group) => group.bottom)),
    inner: placed.flatMap(({ block, x, y }) => (block ? [{ block, x: x - middle, y }] : [])),
    columns: columns.flatMap(({ line, x }) => (line === undefined ? [] : [{ line, x: x - middle }])),
    lanes: back.map((line, index) => ({ line: line.id, x: right + (index + 1) * GAPS.lane })),
  };
}

function targetOf({ target }: Line): string {
  return target;
}

/** Lines from what belongs to a thing back up to it. */
function backLines(id: string, { incoming, rank }: Knowledge): readonly Line[] {
  const own = rank.get(id) ?? 0;
  return (incoming.get(id) ?? []).filter(({ source }) => (rank.get(source) ?? 0) >= own);
}

/** The ways out side by side, each with what only it leads to. */
function columnsOf(id: string, own: ReadonlySet<string>, { plan, lines, blocks }: Knowledge): Group[] {
  const out = lines.get(id) ?? [];
  const top = plan.sizeOf(id).height + (out.length > 1 ? GAPS.fork : GAPS.next);
  const groups: Group[] = [];
  let edge = 0;
  for (const { id: line, target } of out) {
    const block = own.has(target) ? blocks.get(target) : undefined;
    const room = out.length > 1 ? PASSING / 2 : 0;
    const left = block ? Math.min(block.left, -room) : -room;
    const right = block ? Math.max(block.right, room) : room;
    const x = edge - left;
    groups.push({
      left: edge,
      right: x + right,
      bottom: top + (block?.bottom ?? -GAPS.meet),
      entry: x,
      members: new Set([line, ...(block ? [target] : [])]),
      placed: [{ block, line, x, y: top }],
    });
    edge = x + right + GAPS.column;
  }
  return groups;
}

/** Puts the place where columns meet below them and makes one group of them; what stands beside is pushed aside. */
function placeMerge(merge: string, groups: Group[], id: string, known: Knowledge): void {
  const block = known.blocks.get(merge);
  const from = new Set((known.incoming.get(merge) ?? []).map((line) => memberOf(line, id, known)));
  const touched = groups.flatMap((group, index) =>
    [...from].some((one) => group.members.has(one)) ? [index] : [],
  );
  const [low, high] = [touched[0] ?? 0, touched.at(-1) ?? groups.length - 1];
  const [first, last] = [groups[low], groups[high]];
  if (!block || !first || !last) return;
  const range = groups.slice(low, high + 1);
  const x = (first.entry + last.entry) / 2;
  const y = Math.max(...range.map(({ bottom }) => bottom)) + GAPS.meet;
  const [left, right] = [Math.min(first.left, x + block.left), Math.max(last.right, x + block.right)];
  push(groups.slice(0, low), left - first.left);
  push(groups.slice(high + 1), right - last.right);
  groups.splice(low, range.length, {
    left,
    right,
    bottom: y + block.bottom,
    entry: x,
    members: new Set([merge, ...range.flatMap(({ members }) => [...members])]),
    placed: [...range.flatMap((group) => group.placed), { block, line: undefined, x, y }],
  });
}

function push(groups: readonly Group[], by: number): void {
  if (by === 0) return;
  for (const group of groups) {
    group.left += by;
    group.right += by;
    group.entry += by;
    for (const placed of group.placed) placed.x += by;
  }
}

/** In which column or merge below a thing a line begins: the line itself when it leaves the thing. */
function memberOf({ id: line, source }: Line, id: string, { ways }: Knowledge): string {
  if (source === id) return line;
  let at = source;
  for (let parent = ways.parentOf(at); parent !== undefined && parent !== id; parent = ways.parentOf(at))
    at = parent;
  return at;
}
