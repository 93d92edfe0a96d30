import compress from "@fastify/compress";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import { registerApiDocument } from "./api-document.ts";
import { MAX_UPLOAD_MB } from "./upload.ts";

const YEAR_SECONDS = 31_536_000;

/** What every answer passes through: security headers, compression, limits, the API's own description. */
export async function registerPlugins(server: FastifyInstance, config: Config): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        frameAncestors: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    // Browsers are told to insist on https only where people come by https.
    hsts: config.publicUrl?.startsWith("https://")
      ? { maxAge: YEAR_SECONDS, includeSubDomains: false }
      : false,
  });
  server.addHook("onSend", async (request, reply) => {
    if (request.url.startsWith("/api/") && !reply.hasHeader("cache-control"))
      reply.header("cache-control", "no-store");
  });
  await server.register(compress, { global: true, threshold: 1024 });
  await server.register(rateLimit, { global: false });
  await server.register(multipart, {
    limits: { files: 1, fileSize: MAX_UPLOAD_MB * 1024 * 1024, fields: 10, parts: 11, fieldSize: 65_536 },
  });
  await registerApiDocument(server);
}
