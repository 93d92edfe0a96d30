import type { Value } from "@mortise/expression";
import { Type } from "typebox";
import { defineRoute, typedObject } from "../route.ts";

const form = Type.Object({ app: Type.String(), form: Type.String() });

/** What those who build a public form do with its links. */
export const publicLinkRoutes = {
  countPublicLinks: defineRoute({
    method: "GET",
    path: "/apps/:app/forms/:form/public-links",
    summary: "How often a public form was filled in, by link",
    tag: "public",
    access: "builder",
    params: form,
    response: Type.Object({
      counts: Type.Array(
        Type.Object({
          link: Type.String({ description: "Id of a further link; empty for the first one" }),
          submissions: Type.Integer(),
          /** Counting ended there: it may be more. */
          more: Type.Optional(Type.Literal(true)),
          last: Type.String({ description: "When the last one came, as an ISO instant" }),
        }),
      ),
      /** Hosts, as `host` or `*.host`, to which the administrator lets visitors be sent on. */
      redirectHosts: Type.Array(Type.String()),
    }),
  }),
  prefillPublicLink: defineRoute({
    method: "POST",
    path: "/apps/:app/forms/:form/prefill",
    summary: "The query of a link that fills a public form in, for visitors to change or signed",
    tag: "public",
    access: "builder",
    params: form,
    safe: true,
    body: Type.Object({
      link: Type.String({ maxLength: 100 }),
      values: typedObject<Record<string, Value>>("Values by field id"),
      signed: Type.Boolean({ description: "Visitors cannot change the values" }),
    }),
    response: Type.Object({ query: Type.String() }),
  }),
} as const;
