/** A part of a text: words, or an address of the web. */
export interface TextPart {
  readonly text: string;
  readonly isLink: boolean;
}

/** Whole addresses with http or https; Chinese characters and closing marks end them, as does the mark of a sentence. */
const ADDRESS = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/giu;
const SENTENCE_END = /[.,;:!?'\])]+$/;

/** The addresses within a text and what stands between them, in order; together they are the text. */
export function linkedText(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(SENTENCE_END, "");
    if (!URL.canParse(address)) continue;
    if (found.index > at) parts.push({ text: text.slice(at, found.index), isLink: false });
    parts.push({ text: address, isLink: true });
    at = found.index + address.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isLink: false });
  return parts;
}
