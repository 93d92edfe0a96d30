// The limit over HTTP: fastify, pg, prepared statements, JSON; no session, no rights, no metadata. A process of its own:
// `node bare-server.ts <database url> <file with statements>`; prints its address.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fastify from "fastify";
import type pg from "pg";

// The driver belongs to the store; product code of the server has no use for it.
const require = createRequire(import.meta.resolve("@mortise/store"));
const { Pool } = require("pg") as typeof pg; // the package's documented export

const [, , url = "", file = ""] = process.argv;
/** The texts of the statements of each route; written by our own bench. */
const routes = JSON.parse(readFileSync(file, "utf8")) as Record<string, readonly string[]>;
const pool = new Pool({ connectionString: url, max: 10 });
const server = fastify();

server.addHook("onRequest", async (request, reply) => {
  if (request.headers.authorization !== "Bearer bench") await reply.code(401).send({});
});
for (const [name, texts] of Object.entries(routes)) {
  const run = async (values: readonly (readonly unknown[])[]) => {
    const results = await Promise.all(
      texts.map((text, index) =>
        pool.query({ name: `${name}.${index}`, text, values: [...(values[index] ?? [])] }),
      ),
    );
    return results.map(({ rows }): unknown => rows);
  };
  server.get(`/${name}/*`, async (request) => {
    const { "*": path = "" } = request.params as { "*"?: string }; // the route's own path names it
    const values = path === "" ? [] : path.split("/");
    return run(texts.map(() => values));
  });
  server.post(`/${name}`, async (request) => run(request.body as readonly (readonly unknown[])[])); // sent by our own bench
}
process.stdout.write(`${await server.listen({ port: 0, host: "127.0.0.1" })}\n`);
