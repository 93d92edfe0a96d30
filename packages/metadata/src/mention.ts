/** A person named in a text that people write: `@[account id]`. Names change, so none is kept. */
export const MENTION: RegExp = /@\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]/gi;

/** The people named in a text, each once, in the order they are named. */
export function mentionsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(MENTION)].map((found) => (found[1] ?? "").toLowerCase()))];
}

/** The text with `@name` in place of each mention; people without a name are `@…`. */
export function sayMentions(text: string, nameOf: (id: string) => string | undefined): string {
  return text.replace(MENTION, (_mention, id: string) => `@${nameOf(id.toLowerCase()) ?? "…"}`);
}
