/** Invisible characters that spreadsheets and chat programs leave in copied text: direction marks, zero widths, BOM. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;
/** Control characters except tab and line breaks; PostgreSQL refuses NUL outright. */
// oxlint-disable-next-line no-control-regex -- removing them is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/**
 * Texts of visible ASCII and Chinese characters with single spaces between them: nothing has to be done to these, and
 * most are such.
 */
const CLEAN = /^(?:[!-~\u4e00-\u9fff]+ )*[!-~\u4e00-\u9fff]+$/;
/** Up to here the look pays. */
const SHORT = 200;

function isClean(text: string): boolean {
  return text.length <= SHORT && CLEAN.test(text);
}

/** Removes what no column can hold or no eye can see, evens out line breaks, and trims. */
export function cleanText(text: string): string {
  if (isClean(text)) return text;
  return text.toWellFormed().replace(/\r\n?/g, "\n").replace(CONTROL, "").replace(INVISIBLE, "").trim();
}

/** Like `cleanText`, for one line: line breaks and tabs become spaces. */
export function cleanLine(text: string): string {
  if (isClean(text)) return text;
  return cleanText(text).replace(/\s*[\n\t]\s*/g, " ");
}

/** Full-width letters, digits and signs become plain ones; for values whose letter form carries no meaning. */
export function narrowText(text: string): string {
  if (isClean(text)) return text;
  return cleanLine(text).normalize("NFKC").trim();
}

/** Form in which texts are compared: plain width, lower case, single spaces. */
export function foldText(text: string): string {
  if (isClean(text)) return text.toLowerCase();
  return narrowText(text).toLowerCase().replace(/\s+/g, " ");
}

/** Number of characters as people count them (code points). */
export function textLength(text: string): number {
  let length = text.length;
  // By code units: an iterator over ten megabytes takes a second.
  for (let index = 0; index + 1 < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const isPair = unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
    if (isPair) {
      length -= 1;
      index += 1;
    }
  }
  return length;
}

/** Empty input of any kind: undefined, null, blank text, empty list. */
export function isEmptyInput(input: unknown): boolean {
  return (
    input === undefined ||
    input === null ||
    (typeof input === "string" && input.trim() === "") ||
    (Array.isArray(input) && input.length === 0)
  );
}
