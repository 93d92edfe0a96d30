import { Type } from "typebox";
import { defineRoute, typed, typedList } from "../route.ts";
import type { RecordData } from "./records.ts";

/** Records as a whole and on paper. */
export const printRoutes = {
  readRecords: defineRoute({
    method: "POST",
    safe: true,
    path: "/apps/:app/entities/:entity/records/read",
    summary:
      "Several records with their child rows, in the order asked for; those that cannot be seen are left out",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), entity: Type.String() }),
    body: Type.Object({ ids: Type.Array(Type.String({ format: "uuid" }), { minItems: 1, maxItems: 100 }) }),
    response: Type.Object({
      items: typedList<RecordData>("Records by field ids"),
      labels: Type.Record(Type.String(), Type.String(), { description: "Names of the ids in them" }),
    }),
  }),
  printRecords: defineRoute({
    method: "GET",
    path: "/apps/:app/prints/:template/pdf",
    summary: "Records by a print template as one PDF, under the rights and masks of the caller",
    tag: "prints",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), template: Type.String() }),
    query: Type.Object({
      ids: Type.String({
        minLength: 36,
        maxLength: 3700,
        pattern: "^[0-9a-f-]{36}(,[0-9a-f-]{36})*$",
        description: "Ids of up to 100 records with commas between them",
      }),
      locale: Type.Optional(Type.Union([Type.Literal("zh"), Type.Literal("en")])),
    }),
    download: true,
    response: typed<unknown>("PDF"),
  }),
} as const;
