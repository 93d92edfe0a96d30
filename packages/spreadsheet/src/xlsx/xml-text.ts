const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi;
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const CDATA = /<!\[CDATA\[([\s\S]*?)\]\]>/g;
const ESCAPE = /_x([\da-f]{4})_/gi;

function character(code: number, original: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : original;
}

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    ENTITY,
    (whole, named: string | undefined, decimal: string | undefined, hex: string) => {
      if (named !== undefined) return NAMED[named.toLowerCase()] ?? whole;
      return character(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal), whole);
    },
  );
}

/** Control characters and noncharacters stay written out: no database text and no XML can carry them. */
function isCarried(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code < 0xfffe;
}

/**
 * The characters an XML text stands for: the five entities, numeric ones, CDATA and XML's line-end rule.
 * Entities that a document type declares are never expanded; they stay as written.
 */
export function xmlText(raw: string): string {
  const text = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
  if (!text.includes("<![CDATA[")) return decodeEntities(text);
  return text
    .split(CDATA)
    .map((piece, index) => (index % 2 === 1 ? piece : decodeEntities(piece)))
    .join("");
}

/** A cell's text: XML text plus the `_x000D_` escapes that spreadsheets use for characters XML cannot hold. */
export function cellXmlText(raw: string): string {
  const text = xmlText(raw);
  if (!text.includes("_x")) return text;
  return text.replace(ESCAPE, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return isCarried(code) ? String.fromCharCode(code) : whole;
  });
}

/** The same characters in memory of their own, so that a kept value does not keep the piece of file it was cut from. */
export function detached(text: string): string {
  return text.length < 13 ? text : `${text} `.slice(0, -1);
}
