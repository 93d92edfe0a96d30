import { type ChartContext, drawn, pointColor } from "../../model/chart-context.ts";
import { categorical } from "../../model/palette.ts";

/** A word in its place; `x` and `y` are the middle, in CSS pixels. */
export interface PlacedWord {
  readonly text: string;
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly point: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const SMALLEST = 12;
const BIGGEST = 58;
const GAP = 4;
/** Turns of the spiral are as far apart. */
const STEP = 3;
const MOST_STEPS = 2_500;
const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/u;

/** Words from the middle outwards, the largest first; those that find no room are left out. */
export function placeWords(
  context: ChartContext,
  room: { readonly w: number; readonly h: number },
): readonly PlacedWord[] {
  const measure = context.data.measures[0]?.id ?? "";
  const words = context.data.points
    .map((point, index) => ({
      text: point.labels[0] ?? "",
      value: drawn(context, point, measure) ?? 0,
      point: index,
      color: pointColor(point, context) ?? categorical(index, context.palette),
    }))
    .filter(({ text, value }) => text !== "" && value > 0)
    .toSorted((a, b) => b.value - a.value);
  const most = words[0]?.value ?? 1;
  const least = words.at(-1)?.value ?? 0;
  const share = (value: number): number =>
    most === least ? 0.5 : Math.sqrt((value - least) / (most - least));
  const fill = (biggest: number): readonly PlacedWord[] =>
    fillRoom(
      words.map((word) => ({
        ...word,
        size: Math.round(SMALLEST + (biggest - SMALLEST) * share(word.value)),
      })),
      room,
    );
  let biggest = Math.max(SMALLEST, Math.min(BIGGEST, room.h / 3, room.w / 5));
  let placed = fill(biggest);
  while (placed.length < words.length && biggest > SMALLEST + 2) {
    biggest *= 0.8;
    placed = fill(biggest);
  }
  return placed;
}

type Word = Omit<PlacedWord, "x" | "y">;

function fillRoom(
  words: readonly Word[],
  room: { readonly w: number; readonly h: number },
): readonly PlacedWord[] {
  const taken: Box[] = [];
  return words.flatMap(({ text, size, point, color }) => {
    const box = findRoom({ w: textWidth(text, size) + GAP, h: size * 1.15 + GAP }, room, taken);
    if (!box) return [];
    taken.push(box);
    return [{ text, size, x: box.x + box.w / 2, y: box.y + box.h / 2, color, point }];
  });
}

/** How wide a text is about: Chinese letters are as wide as high, others a little over half. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? size : size * 0.6), 0);
}

/** The first free place along a spiral from the middle, flat as the room is. */
function findRoom(
  size: Pick<Box, "w" | "h">,
  room: { readonly w: number; readonly h: number },
  taken: readonly Box[],
): Box | undefined {
  const flat = room.h / room.w;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const angle = Math.sqrt(step) * 1.4;
    const radius = angle * STEP;
    const box = {
      ...size,
      x: room.w / 2 + radius * Math.cos(angle) - size.w / 2,
      y: room.h / 2 + radius * Math.sin(angle) * flat - size.h / 2,
    };
    const isInside = box.x >= 0 && box.y >= 0 && box.x + box.w <= room.w && box.y + box.h <= room.h;
    if (isInside && !taken.some((other) => overlap(box, other))) return box;
  }
  return undefined;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
