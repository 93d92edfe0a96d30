import type { Expression } from "@mortise/expression";
import type { JsonObject } from "@mortise/kit";
import { type TProperties, type TSchema, Type } from "typebox";

/** What every id looks like: it names tables and columns, so it is short, lower-case and ASCII. */
export const ID_PATTERN = "^[a-z][a-z0-9_]{0,47}$";

/** An object that knows all its properties: a mistyped one is refused instead of being lost. */
export function exact<Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false });
}

/** The schema of an id. */
export const id = Type.String({ pattern: ID_PATTERN });

/** A text in both languages. */
export const localizedText = exact({ zh: Type.String(), en: Type.String() });

/** An expression; the type checker of the language looks inside. */
export const expression = Type.Unsafe<Expression>(Type.Unknown());

/** Settings that the owning type declares and checks. */
export const settings = Type.Unsafe<JsonObject>(Type.Object({}));

/** One sort key. */
export const sortKey = exact({ field: Type.String(), descending: Type.Optional(Type.Boolean()) });

/** A choice of fixed words. */
export function oneOf<const Word extends string>(...words: readonly Word[]) {
  return Type.Unsafe<Word>(Type.Union(words.map((word) => Type.Literal(word))));
}

/** The properties that all documents have. */
export function base<const Kind extends string>(kind: Kind) {
  return { kind: Type.Literal(kind), id, version: Type.Literal(1), name: localizedText };
}

/** A map from names to values of one schema. */
export function mapOf<Schema extends TSchema>(schema: Schema) {
  return Type.Record(Type.String(), schema);
}
