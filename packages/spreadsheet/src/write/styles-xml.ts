interface CellStyle {
  readonly format: number;
  readonly code?: string;
  /** The cell stays text when it is edited. */
  readonly isQuoted?: boolean;
}

const STYLES = {
  plain: { format: 0 },
  text: { format: 49 },
  quoted: { format: 49, isQuoted: true },
  date: { format: 164, code: "yyyy\\-mm\\-dd" },
  dateTime: { format: 165, code: "yyyy\\-mm\\-dd\\ hh:mm:ss" },
  time: { format: 166, code: "hh:mm:ss" },
  duration: { format: 167, code: "[h]:mm:ss" },
  money: { format: 4 },
  percent: { format: 10 },
} as const satisfies Readonly<Record<string, CellStyle>>;

/** The ways a cell may look. */
export type StyleName = keyof typeof STYLES;

const NAMES = Object.keys(STYLES);
const LIST: readonly CellStyle[] = Object.values(STYLES);
const INDEX: ReadonlyMap<string, number> = new Map(NAMES.map((name, index) => [name, index]));

/** The style of column titles: bold on grey. */
export const headerStyle = LIST.length * 2;
/** The same for columns that have to be filled in: in red. */
export const requiredStyle = headerStyle + 1;

/** The number under which a style stands in the workbook; marked cells are red. */
export function styleIndex(name: StyleName, isMarked: boolean): number {
  return (INDEX.get(name) ?? 0) + (isMarked ? LIST.length : 0);
}

function xf(style: CellStyle, look: number): string {
  const quote = style.isQuoted === true ? ' quotePrefix="1"' : "";
  const apply = `applyNumberFormat="1"${look > 0 ? ' applyFont="1" applyFill="1"' : ""}`;
  return `<xf numFmtId="${style.format}" fontId="${look}" fillId="${look === 0 ? 0 : Math.min(look, 2) + 1}" borderId="0" xfId="0"${quote} ${apply}/>`;
}

const fill = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
const font = (before: string, colour: string): string =>
  `<font>${before}<sz val="11"/>${colour}<name val="Calibri"/><family val="2"/></font>`;

const RED = '<color rgb="FF9C0006"/>';

/** The style part that every written workbook shares. */
export function stylesXml(): string {
  const formats = LIST.filter((style) => style.code !== undefined).map(
    (style) => `<numFmt numFmtId="${style.format}" formatCode="${style.code}"/>`,
  );
  const cells = [
    ...LIST.map((style) => xf(style, 0)),
    ...LIST.map((style) => xf(style, 1)),
    xf({ format: 49 }, 2),
    xf({ format: 49 }, 3),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<numFmts count="${formats.length}">${formats.join("")}</numFmts>`,
    `<fonts count="4">${font("", "")}${font("", RED)}${font("<b/>", "")}${font("<b/>", RED)}</fonts>`,
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    `${fill("FFFFC7CE")}${fill("FFEDEFF2")}</fills>`,
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${cells.length}">${cells.join("")}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join("");
}
