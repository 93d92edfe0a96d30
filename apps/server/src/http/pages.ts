import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { notFound } from "../errors.ts";
import { framedContentPolicy } from "./security-headers.ts";

const APPS = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The folders of built pages; one that is not there is not served. */
export interface PageFolders {
  /** The web application. */
  readonly web: string;
  /** The page of public forms. */
  readonly embed: string;
}

/** Where the build puts them. */
export const builtPages: PageFolders = { web: join(APPS, "web/dist"), embed: join(APPS, "embed/dist") };

/** Addresses that are no pages of the web application: other parts of the server, and anything that looks like a file. */
const NO_PAGE = /^\/(api|assets|embed|f|q)(\/|$)|\/\.|\.[a-z0-9]+$/i;

/** Serves the built web application and the light pages of public forms. */
export async function registerPages(
  server: FastifyInstance,
  { web, embed }: PageFolders,
  { form, board }: Frames,
): Promise<void> {
  if (existsSync(join(embed, "index.html"))) await registerEmbed(server, embed, form);
  if (!existsSync(join(web, "index.html"))) return;
  const page = readFileSync(join(web, "index.html"), "utf8");
  await server.register(fastifyStatic, { root: web, serve: false });
  // Built files carry a hash of their content in their name.
  await server.register(fastifyStatic, {
    root: join(web, "assets"),
    prefix: "/assets/",
    decorateReply: false,
    maxAge: "1y",
    immutable: true,
  });
  for (const file of readdirSync(web, { withFileTypes: true }))
    if (file.isFile() && file.name !== "index.html")
      server.get(`/${file.name}`, { schema: { hide: true } }, (_request, reply) => reply.sendFile(file.name));
  // A dashboard that somebody shared stands in frames of the hosts that its link names.
  server.get("/d/:key", { schema: { hide: true }, config: { framed: true } }, async (request, reply) => {
    const { key } = request.params as { key: string }; // the route's own path names the parameter
    reply.header("content-security-policy", framedContentPolicy(await board(key)));
    return reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page);
  });
  server.get("/*", { schema: { hide: true } }, async (request, reply) => {
    if (NO_PAGE.test(request.url.split("?", 1)[0] ?? "")) throw notFound();
    return reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page);
  });
}

/** Who may show what in a frame. */
export interface Frames {
  readonly form: FramedBy;
  /** The hosts that may show the dashboard with that key. */
  readonly board: (key: string) => Promise<readonly string[]>;
}

/** The hosts that may frame the public form with that slug; undefined: every one. */
type FramedBy = (slug: string) => readonly string[] | undefined;

/** Public forms may stand in frames of other sites; that is what they are for. */
async function registerEmbed(server: FastifyInstance, folder: string, framedBy: FramedBy): Promise<void> {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  await server.register(fastifyStatic, {
    root: join(folder, "assets"),
    prefix: "/embed/assets/",
    decorateReply: false,
    maxAge: "1y",
    immutable: true,
  });
  const script = join(folder, "form.js");
  if (existsSync(script)) {
    const code = readFileSync(script, "utf8");
    // Other sites load it: it is the one answer that they may.
    server.get("/embed/form.js", { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type("text/javascript; charset=utf-8")
        .header("cache-control", "public, max-age=3600")
        .header("cross-origin-resource-policy", "cross-origin")
        .send(code),
    );
  }
  server.get("/q/:slug", { schema: { hide: true } }, async (_request, reply) =>
    reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page),
  );
  server.get("/f/:slug", { schema: { hide: true }, config: { framed: true } }, async (request, reply) => {
    const { slug } = request.params as { slug: string }; // the route's own path names the parameter
    const hosts = framedBy(slug);
    if (hosts) reply.header("content-security-policy", framedContentPolicy(hosts));
    return reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page);
  });
}
