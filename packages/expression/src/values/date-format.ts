/** One piece of a date format: a part of the time, or text that stands for itself. */
export type DatePiece =
  | { readonly type: "part"; readonly part: DatePart }
  | { readonly type: "text"; readonly text: string };

interface DatePart {
  /** PostgreSQL's `to_char` pattern. */
  readonly pattern: string;
  /** Needs a time of day. */
  readonly isClock: boolean;
  readonly write: (local: Date) => string;
}

const two = (value: number): string => String(value).padStart(2, "0");
const part = (pattern: string, write: (local: Date) => string, isClock = false): DatePart => ({
  pattern,
  write,
  isClock,
});

/** Longer names first, so that `yyyy` is not read as `yy` twice. */
const PARTS: readonly (readonly [name: string, part: DatePart])[] = [
  ["yyyy", part("YYYY", (local) => String(local.getUTCFullYear()).padStart(4, "0"))],
  ["yy", part("YY", (local) => two(local.getUTCFullYear() % 100))],
  ["MM", part("MM", (local) => two(local.getUTCMonth() + 1))],
  ["M", part("FMMM", (local) => String(local.getUTCMonth() + 1))],
  ["dd", part("DD", (local) => two(local.getUTCDate()))],
  ["d", part("FMDD", (local) => String(local.getUTCDate()))],
  ["HH", part("HH24", (local) => two(local.getUTCHours()), true)],
  ["H", part("FMHH24", (local) => String(local.getUTCHours()), true)],
  ["mm", part("MI", (local) => two(local.getUTCMinutes()), true)],
  ["m", part("FMMI", (local) => String(local.getUTCMinutes()), true)],
  ["ss", part("SS", (local) => two(local.getUTCSeconds()), true)],
  ["s", part("FMSS", (local) => String(local.getUTCSeconds()), true)],
];

/** Reads `yyyy-MM-dd HH:mm`, `yyyy年M月d日`; undefined when it holds other letters or nothing of a date. */
export function parseDateFormat(text: string): readonly DatePiece[] | undefined {
  const pieces: DatePiece[] = [];
  let place = 0;
  while (place < text.length) {
    const found = PARTS.find(([name]) => text.startsWith(name, place));
    if (found) pieces.push({ type: "part", part: found[1] });
    else if (/[A-Za-z]/.test(text.charAt(place))) return undefined;
    else pieces.push({ type: "text", text: text.charAt(place) });
    place += found ? found[0].length : 1;
  }
  return pieces.some((piece) => piece.type === "part") ? joinTexts(pieces) : undefined;
}

function joinTexts(pieces: readonly DatePiece[]): readonly DatePiece[] {
  const joined: DatePiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.type === "text" && last?.type === "text")
      joined[joined.length - 1] = { type: "text", text: last.text + piece.text };
    else joined.push(piece);
  }
  return joined;
}

/** A wall clock time, written as if it were UTC, in a format. */
export function formatDate(local: number, pieces: readonly DatePiece[]): string {
  const date = new Date(local);
  return pieces.map((piece) => (piece.type === "text" ? piece.text : piece.part.write(date))).join("");
}
