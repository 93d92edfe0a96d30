import { PassThrough } from "node:stream";
import { localize, type Locale } from "@mortise/kit";
import { type CellValue, writeCsv, writeWorkbook } from "@mortise/spreadsheet";
import type { Catalog, DashboardCard } from "@mortise/metadata";
import type { CardFigures } from "../model/chart-context.ts";
import { reportField } from "../model/report-field.ts";

/** Kinds of files that figures are written to. */
export type FiguresFormat = "xlsx" | "csv";

/** A file, and how many rows it holds. */
export interface FiguresFile {
  readonly fileName: string;
  readonly content: Buffer;
  readonly rows: number;
}

/** Spreadsheets count with so many digits: what has more would come back as another number. */
const MOST_DIGITS = 15;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}]/gu;

/** Writes the figures of a card as a table, one row per group. Texts never become formulas. */
export async function figuresFile(
  card: DashboardCard,
  figures: CardFigures,
  {
    catalog,
    locale,
    format,
  }: { readonly catalog: Catalog; readonly locale: Locale; readonly format: FiguresFormat },
): Promise<FiguresFile> {
  const split = card.dimensions.map(({ field }) =>
    localize(reportField(catalog, card.entity, field)?.name ?? { zh: field, en: field }, locale),
  );
  const columns = [...split, ...figures.measures.map(({ name }) => localize(name, locale))];
  const rows = figures.points.map(({ labels, values }): readonly CellValue[] => [
    ...labels,
    ...figures.measures.map(({ id }) => figureCell(values[id] ?? null)),
  ]);
  const title = localize(card.title, locale).replace(FORBIDDEN, " ").trim().slice(0, 80) || card.id;
  const sink = new PassThrough();
  const written = collected(sink);
  if (format === "csv") await writeCsv(sink, { columns, rows });
  else {
    // Names of sheets are shorter than those of files, and may not hold brackets.
    const name = title.replace(/[[\]']/g, " ").slice(0, 31);
    await writeWorkbook(sink, [{ name, columns: columns.map((column) => ({ title: column })), rows }]);
  }
  return { fileName: `${title}.${format}`, content: await written, rows: rows.length };
}

/** Numbers as such where nothing of them is lost; all else as it reads. */
function figureCell(value: string | null): CellValue {
  if (value === null) return null;
  const digits = value.replace(/[-.]/g, "").replace(/^0+/, "");
  return DECIMAL.test(value) && digits.length <= MOST_DIGITS ? Number(value) : value;
}

async function collected(stream: PassThrough): Promise<Buffer> {
  const pieces: Buffer[] = [];
  // The streams of files give bytes.
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
