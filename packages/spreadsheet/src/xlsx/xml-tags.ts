import { xmlText } from "./xml-text.ts";

/** A tag of a small XML document; names come without their namespace prefix. */
export interface XmlTag {
  readonly name: string;
  readonly kind: "open" | "close" | "empty";
  /** Where the text after the tag begins. */
  readonly end: number;
  /** The decoded value of an attribute, found by its name without prefix. */
  attribute(name: string): string | undefined;
}

const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function attributeOf(source: string, wanted: string): string | undefined {
  for (const [, name = "", double, single] of source.matchAll(ATTRIBUTE)) {
    if (name.startsWith("xmlns")) continue;
    if (localName(name) === wanted) return xmlText(double ?? single ?? "");
  }
  return undefined;
}

/** The end of a tag: the first `>` outside quotes, or -1. */
function tagEnd(xml: string, from: number): number {
  let quote = 0;
  for (let at = from; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) {
      quote = code;
    } else if (code === 62) {
      return at;
    }
  }
  return -1;
}

/** Where a comment, declaration or processing instruction that starts at `at` is over. */
function skipEnd(xml: string, at: number): number {
  const close = xml.startsWith("<!--", at) ? "-->" : xml.startsWith("<![CDATA[", at) ? "]]>" : ">";
  const end = xml.indexOf(close, at + 2);
  return end === -1 ? xml.length : end + close.length;
}

/** Walks the tags of a document, leaving out comments and declarations. Broken ends are simply the end. */
export function* xmlTags(xml: string): Generator<XmlTag> {
  for (let at = xml.indexOf("<"); at !== -1;) {
    const next = xml.charCodeAt(at + 1);
    if (next === 33 || next === 63) {
      at = xml.indexOf("<", skipEnd(xml, at));
      continue;
    }
    const end = tagEnd(xml, at + 1);
    if (end === -1) return;
    const isClose = next === 47;
    const isEmpty = xml.charCodeAt(end - 1) === 47;
    const body = xml.slice(isClose ? at + 2 : at + 1, isEmpty ? end - 1 : end);
    const nameEnd = body.search(/\s/);
    const name = localName(nameEnd === -1 ? body : body.slice(0, nameEnd));
    const source = nameEnd === -1 ? "" : body.slice(nameEnd);
    const kind = isClose ? "close" : isEmpty ? "empty" : "open";
    yield { name, kind, end: end + 1, attribute: (wanted) => attributeOf(source, wanted) };
    at = xml.indexOf("<", end + 1);
  }
}
