import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { notFound } from "../errors.ts";

const APPS = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const WEB = join(APPS, "web/dist");
const EMBED = join(APPS, "embed/dist");
/** Pages of the web application: every address that is neither the API nor a file. */
const RESERVED = /^\/(api|assets|embed|f)\//;

/** Serves the built web application and the light pages of public forms. */
export async function registerPages(server: FastifyInstance): Promise<void> {
  if (existsSync(EMBED)) await registerEmbed(server);
  if (!existsSync(WEB)) return;
  const page = readFileSync(join(WEB, "index.html"), "utf8");
  await server.register(fastifyStatic, {
    root: join(WEB, "assets"),
    prefix: "/assets/",
    maxAge: "1y",
    immutable: true,
  });
  server.get("/*", { schema: { hide: true } }, async (request, reply) => {
    if (RESERVED.test(request.url)) throw notFound();
    return reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page);
  });
}

/** Public forms may stand in frames of other sites; that is what they are for. */
async function registerEmbed(server: FastifyInstance): Promise<void> {
  const page = readFileSync(join(EMBED, "index.html"), "utf8");
  await server.register(fastifyStatic, {
    root: join(EMBED, "assets"),
    prefix: "/embed/assets/",
    decorateReply: false,
    maxAge: "1y",
    immutable: true,
  });
  server.get(
    "/f/:slug",
    {
      schema: { hide: true },
      helmet: {
        frameguard: false,
        contentSecurityPolicy: { directives: { frameAncestors: ["*"], upgradeInsecureRequests: null } },
      },
    },
    async (_request, reply) =>
      reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page),
  );
}
