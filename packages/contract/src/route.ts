import { Type, type Static, type TSchema } from "typebox";

/** HTTP methods the API uses. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may call a route: anyone, a person in first-run set-up, a signed-in actor, a builder of the app, an administrator. */
export type Access = "public" | "signed-in" | "builder" | "admin";

/** One call of the API, declared once and used by server, client and the OpenAPI document. */
export interface Route {
  readonly method: Method;
  /** Below `/api/v1`; `:name` marks a parameter. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  readonly response: TSchema;
  /** Changes nothing although its method may: can be called while the product is seen as somebody else. */
  readonly safe?: boolean;
  /** The body is `multipart/form-data` with one file. */
  readonly upload?: boolean;
  /** The answer is a file. */
  readonly download?: boolean;
}

/** Declares a route. */
export function defineRoute<const Definition extends Route>(definition: Definition): Definition {
  return definition;
}

type Part<Definition extends Route, Key extends "params" | "query" | "body"> = Definition[Key] extends TSchema
  ? { readonly [K in Key]: Static<Definition[Key]> }
  : { readonly [K in Key]?: undefined };

/** What a caller hands over: parameters, query and body as far as the route declares them. */
export type RouteInput<Definition extends Route> = Part<Definition, "params"> &
  Part<Definition, "query"> &
  Part<Definition, "body">;

/** What a route answers. */
export type RouteOutput<Definition extends Route> = Static<Definition["response"]>;

/** A schema whose TypeScript type is given by hand: documents and expressions, checked by their own validators. */
export function typed<T>(description: string): Type.TUnsafe<T> {
  return Type.Unsafe<T>({ description });
}

/** The same for what is an object in any case: what a request sends in its place is refused before anybody reads it. */
export function typedObject<T extends object>(description: string): Type.TUnsafe<T> {
  return Type.Unsafe<T>({ type: "object", description });
}

/** The same for lists of objects. */
export function typedList<T extends object>(description: string): Type.TUnsafe<readonly T[]> {
  return Type.Unsafe<readonly T[]>({ type: "array", items: { type: "object" }, description });
}
