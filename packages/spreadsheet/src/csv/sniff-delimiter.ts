const CANDIDATES = [",", ";", "\t", "|"] as const;
const MAX_LINES = 200;

/** How the first lines of a text fall into columns. */
export interface DelimiterGuess {
  readonly delimiter: string;
  /** The text opens with Excel's `sep=;` line, which is not data. */
  readonly hasSeparatorLine: boolean;
  /** Share of lines that have the most frequent number of columns, 0 when no line has two. */
  readonly agreement: number;
  readonly lines: number;
}

/** The numbers of delimiters in each line, quoted ones left out. */
function countPerLine(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let isQuoted = false;
  let isFieldStart = true;
  let isLineEmpty = true;
  for (let at = 0; at < text.length && counts.length < MAX_LINES; at += 1) {
    const char = text[at];
    if (isQuoted) {
      if (char === '"') isQuoted = text[at + 1] === '"' ? (at++, true) : false;
      continue;
    }
    if (char === "\n" || char === "\r") {
      if (!isLineEmpty) counts.push(count);
      count = 0;
      isLineEmpty = isFieldStart = true;
      continue;
    }
    isLineEmpty = false;
    if (char === '"' && isFieldStart) isQuoted = true;
    isFieldStart = char === delimiter;
    if (isFieldStart) count += 1;
  }
  if (!isLineEmpty && (counts.length === 0 || text.length < 60_000)) counts.push(count);
  return counts;
}

function judge(counts: readonly number[]): { agreement: number; columns: number } {
  const frequency = new Map<number, number>();
  for (const count of counts) if (count > 0) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  let best = { agreement: 0, columns: 0 };
  for (const [columns, lines] of frequency) {
    const agreement = lines / counts.length;
    if (agreement > best.agreement) best = { agreement, columns };
  }
  return best;
}

/** The delimiter under which most lines have the same number of columns; a comma when nothing speaks for another. */
export function sniffDelimiter(head: string): DelimiterGuess {
  const said = /^\uFEFF?"?sep=([^\r\n])"?(?:\r\n|\r|\n|$)/i.exec(head);
  if (said !== null)
    return { delimiter: said[1] ?? ",", hasSeparatorLine: true, agreement: 1, lines: MAX_LINES };
  let best = { delimiter: ",", agreement: 0, columns: 0, lines: countPerLine(head, ",").length };
  for (const delimiter of CANDIDATES) {
    const counts = countPerLine(head, delimiter);
    const { agreement, columns } = judge(counts);
    const isBetter =
      agreement > best.agreement + 0.001 || (agreement > best.agreement - 0.001 && columns > best.columns);
    if (agreement > 0 && isBetter) best = { delimiter, agreement, columns, lines: counts.length };
  }
  return { delimiter: best.delimiter, hasSeparatorLine: false, agreement: best.agreement, lines: best.lines };
}
