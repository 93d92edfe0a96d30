import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { Route } from "@mortise/contract";
import type { FastifyInstance, FastifySchema } from "fastify";
import { Type } from "typebox";
import { strict } from "./validation.ts";

/** Id of the schema of refusals. */
const REFUSAL = "Refusal";

const Refusal = Type.Object(
  {
    code: Type.String(),
    message: Type.String({ description: "In the language of Accept-Language" }),
    details: Type.Array(Type.Object({ path: Type.String(), message: Type.String() })),
    data: Type.Optional(Type.Unknown({ description: "What is needed to go on: both sides of a conflict" })),
    requestId: Type.String(),
  },
  { $id: REFUSAL },
);

/** Describes the API from its routes: the OpenAPI document and a page to browse it under `/api/docs`. */
export async function registerApiDocument(server: FastifyInstance): Promise<void> {
  server.addSchema(Refusal);
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Mortise 榫卯 API",
        version: "1",
        description: "Records, flows and figures of applications built with Mortise.",
      },
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer", description: "API token made by an administrator" },
          session: { type: "apiKey", in: "cookie", name: "mortise_session" },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json["$id"] === "string" ? json["$id"] : `def-${index}`,
    },
    transform: ({ schema, url }) => ({ schema: documented(schema), url }),
  });
  await server.register(swaggerUi, { routePrefix: "/api/docs" });
}

/** What Fastify checks and the document shows of a route. */
export function schemaOf(route: Route, operationId: string): FastifySchema {
  return {
    summary: route.summary,
    tags: [route.tag],
    operationId,
    ...(route.params ? { params: route.params } : {}),
    ...(route.query ? { querystring: strict(route.query) } : {}),
    ...(route.body ? { body: strict(route.body) } : {}),
    ...(route.upload ? { consumes: ["multipart/form-data"] } : {}),
    ...(route.download ? { produces: ["application/octet-stream"] } : {}),
    response: {
      200: route.download ? Type.String({ format: "binary" }) : route.response,
      "4xx": { $ref: `${REFUSAL}#` },
    },
    ...(route.access === "public" ? { security: [] } : {}),
  };
}

const UPLOAD = Type.Object({ file: Type.String({ format: "binary" }) });
const IDEMPOTENCY = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({ maxLength: 200, description: "A repeat with the same key is answered, not done again" }),
  ),
});

/** Adds what only the document needs: the form of an upload, the header that makes repeats safe. */
function documented(schema: FastifySchema | undefined): FastifySchema {
  if (!schema) return {};
  const isUpload = schema.consumes?.includes("multipart/form-data") === true;
  const isRepeatable = schema.summary?.includes("Idempotency-Key") === true;
  return {
    ...schema,
    ...(isUpload ? { body: UPLOAD } : {}),
    ...(isRepeatable ? { headers: IDEMPOTENCY } : {}),
  };
}
