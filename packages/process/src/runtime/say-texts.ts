import type { LocalizedText } from "@mortise/kit";
import { type QuotingText, sayQuotes, UNSAID } from "@mortise/metadata";
import type { Actor, QuoteRequest } from "@mortise/store";
import { plainText } from "../model/plain-text.ts";
import { valueText } from "../model/value-text.ts";
import { Wording } from "../model/wording.ts";
import { originSayer } from "./origin-sayer.ts";
import type { ProcessParts } from "./parts.ts";

/** A text and the record that it quotes, if it is about one. */
export interface TextOfRecord {
  readonly app: string | null;
  readonly entity: string | null;
  readonly record: string | null;
  readonly text: QuotingText;
}

/** Texts as a reader may read them: each value that they quote in clear, shortened or left out, by the reader's rights of now. */
export async function sayTexts(
  parts: ProcessParts,
  actor: Actor,
  texts: readonly TextOfRecord[],
): Promise<readonly LocalizedText[]> {
  const said: LocalizedText[] = texts.map(({ text }) => sayQuotes(text, () => undefined));
  const quoting = texts.flatMap(({ app, entity, record, text: { quotes } }, place) =>
    app !== null && entity !== null && record !== null && quotes
      ? [{ app, quote: { entity, record, values: ownQuotes(quotes) }, place }]
      : [],
  );
  for (const [app, group] of Map.groupBy(quoting, (one) => one.app)) {
    if (!parts.releases.apps().includes(app)) continue;
    const reading = { actor, app };
    const say = await sayer(
      parts,
      reading,
      group.map(({ quote }) => quote),
    );
    const left = await originSayer(
      parts,
      reading,
      group.map(({ place }) => texts[place]?.text),
    );
    for (const [index, { place }] of group.entries()) {
      const text = texts[place]?.text;
      const own = say(index);
      if (text)
        said[place] = sayQuotes(text, (path, locale) =>
          path.startsWith("$") ? left(index, path, locale) : own(path, locale),
        );
    }
  }
  return said;
}

/** The record's own values among what a text quotes. */
function ownQuotes(quotes: NonNullable<QuotingText["quotes"]>): NonNullable<QuotingText["quotes"]> {
  return Object.fromEntries(Object.entries(quotes).filter(([path]) => !path.startsWith("$")));
}

type Say = (field: string, locale: "zh" | "en") => string | undefined;

/** Says the values of the nth quote. */
async function sayer(
  parts: ProcessParts,
  { actor, app }: { readonly actor: Actor; readonly app: string },
  quotes: readonly QuoteRequest[],
): Promise<(index: number) => Say> {
  const { items, labels } = await parts.gateway.quoted(actor, app, quotes);
  const wording = new Wording(parts.releases.current(app).catalog, (id) => labels[id] ?? UNSAID, valueText);
  return (index) => (field, locale) => {
    const quoted = items[index]?.[field];
    if (!quoted || quoted.value === null) return undefined;
    return quoted.masked
      ? plainText(quoted.value)
      : wording.value(quotes[index]?.entity ?? "", field, quoted.value)[locale];
  };
}
