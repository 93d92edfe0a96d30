import { routes } from "@mortise/contract";
import { isPlainObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer();

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

async function readDocument(): Promise<ApiDocument> {
  const answer = await app.anonymous.send({ method: "GET", url: "/api/docs/json" });
  expect(answer.status).toBe(200);
  return answer.body as unknown as ApiDocument; // its shape is what the tests below are about
}

/** All `$ref`s of a document. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isPlainObject(value)) return [];
  const own = typeof value["$ref"] === "string" ? [value["$ref"]] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

test("the OpenAPI document lists every route of the contract once, with its parameters, body and refusals", async () => {
  const document = await readDocument();
  expect(document.openapi).toBe("3.1.0");
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  expect(listed.map(({ operation }) => operation.operationId).toSorted()).toEqual(
    Object.keys(routes).toSorted(),
  );
  for (const [name, route] of Object.entries(routes)) {
    const path = `/api/v1${route.path.replaceAll(/:(\w+)/g, "{$1}")}`;
    const operation = document.paths[path]?.[route.method.toLowerCase()];
    expect(operation).toMatchObject({ operationId: name, summary: route.summary, tags: [route.tag] });
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    const declared = (operation?.parameters ?? []).filter((parameter) => parameter.in === "path");
    expect(new Set(declared.map((parameter) => parameter.name))).toEqual(new Set(named));
    expect(operation?.requestBody !== undefined).toBe("body" in route || "upload" in route);
    expect(Object.keys(operation?.responses ?? {})).toEqual(["200", "4XX"]);
    expect(operation?.security?.length === 0).toBe(route.access === "public");
  }
});

test("its references lead somewhere, and uploads and downloads say that they are files", async () => {
  const document = await readDocument();
  for (const reference of new Set(references(document))) {
    expect(reference).toMatch(/^#\/components\/schemas\/\w+$/);
    expect(document.components.schemas).toHaveProperty(reference.split("/").at(-1) ?? "");
  }
  const upload = document.paths["/api/v1/files"]?.["post"];
  expect(Object.keys(upload?.requestBody?.content ?? {})).toEqual(["multipart/form-data"]);
  const create = document.paths["/api/v1/apps/{app}/entities/{entity}/records"]?.["post"];
  expect(create?.parameters).toContainEqual(
    expect.objectContaining({ name: "idempotency-key", in: "header" }),
  );
});

test("there is a page to browse it, which loads scripts from nowhere else", async () => {
  const page = await app.anonymous.send({ method: "GET", url: "/api/docs/" });
  expect(page.status).toBe(200);
  expect(page.text).toContain("swagger-ui");
  for (const [, source] of page.text.matchAll(/(?:src|href)="([^"]+)"/g))
    expect(source).not.toMatch(/^https?:|^\/\//);
  const script = await app.anonymous.send({ method: "GET", url: "/api/docs/static/swagger-ui-bundle.js" });
  expect(script.status).toBe(200);
});
