/** What spreadsheets take for the beginning of a formula; full-width signs count in some of them. */
const FORMULA_LIKE = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^''*[=+\-@\t\r\n＝＋－＠]/;
const NUMERAL = /^[+-]?\d+(?:\.\d+)?$/;

/** A text that no spreadsheet runs as a formula: with an apostrophe before it, where it begins like one. */
export function guardFormula(text: string): string {
  return FORMULA_LIKE.test(text) && !NUMERAL.test(text) ? `'${text}` : text;
}

/** The text that was guarded; what spreadsheets themselves write with an apostrophe is read as they show it. */
export function unguardFormula(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
