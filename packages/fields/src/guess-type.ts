import type { JsonObject } from "@mortise/kit";
import { fieldTypes } from "./registry.ts";
import { textField } from "./text/index.ts";

/** A field type proposed for a spreadsheet column, with fitting settings. */
export interface TypeGuess {
  readonly type: string;
  readonly settings: JsonObject;
  /** 0 to 1. */
  readonly confidence: number;
}

/** The type that fits a column best, judged by its header and non-empty samples; plain text when nothing does. */
export function guessFieldType(samples: readonly string[], header: string): TypeGuess {
  const filled = samples.filter((sample) => sample.trim() !== "");
  const ranked = fieldTypes
    .flatMap((type) => (type.guess ? [{ type, confidence: type.guess(filled, header) }] : []))
    .toSorted((a, b) => b.confidence - a.confidence);
  const best = ranked[0];
  if (!best) return { type: textField.id, settings: {}, confidence: 0 };
  return {
    type: best.type.id,
    settings: best.type.guessSettings?.(filled) ?? {},
    confidence: best.confidence,
  };
}

/** The type that fields of this name usually have, by the longest of the words it may end in; text when the name tells nothing. */
export function typeFromName(name: string): string {
  const word = name.trim();
  const fitting = fieldTypes.flatMap((type) => {
    const found = type.named?.exec(word);
    return found ? [{ id: type.id, length: found[0].length }] : [];
  });
  return fitting.toSorted((a, b) => b.length - a.length)[0]?.id ?? textField.id;
}
