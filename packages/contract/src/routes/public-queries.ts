import type { Locale, LocalizedText } from "@mortise/kit";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";
import type { FoundRecord, PublicChallenge, PublicFormField, PublicGate, PublicRegion } from "./public.ts";

const slug = Type.Object({ slug: Type.String({ minLength: 4, maxLength: 64 }) });

/** Pages on which visitors find records by what they know of them. */
export const publicQueryRoutes = {
  publicQuery: defineRoute({
    method: "GET",
    path: "/public/queries/:slug",
    summary: "A public query: what visitors have to know",
    tag: "public",
    access: "public",
    params: slug,
    response: Type.Object({
      title: typed<LocalizedText>("title"),
      intro: Type.Optional(typed<LocalizedText>("introduction")),
      fields: Type.Array(typed<PublicFormField>("field")),
      regions: Type.Optional(Type.Array(typed<PublicRegion>("region"))),
      locales: Type.Array(typed<Locale>("locale")),
      gate: Type.Optional(typed<PublicGate>("gate")),
    }),
  }),
  publicQueryChallenge: defineRoute({
    method: "GET",
    path: "/public/queries/:slug/challenge",
    summary: "Work that the visitor's browser does for each question (ALTCHA)",
    tag: "public",
    access: "public",
    params: slug,
    response: typed<PublicChallenge>("challenge"),
  }),
  askPublicQuery: defineRoute({
    method: "POST",
    path: "/public/queries/:slug",
    summary:
      "Records that match all the values exactly, the newest first; the same answer after the same time where there are none",
    tag: "public",
    access: "public",
    params: slug,
    body: Type.Object({
      values: typedObject<Record<string, unknown>>("Values by field id, all of them"),
      proof: Type.Optional(Type.String({ maxLength: 4_000, description: "The solved challenge" })),
    }),
    response: Type.Object({ found: Type.Array(typed<FoundRecord>("record")) }),
  }),
} as const;
