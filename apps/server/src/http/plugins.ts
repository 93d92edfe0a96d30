import compress from "@fastify/compress";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import { registerApiDocument } from "./api-document.ts";
import { registerSecurityHeaders } from "./security-headers.ts";
import { MAX_UPLOAD_MB } from "./upload.ts";

/** What every answer passes through: security headers, compression, limits, the API's own description. */
export async function registerPlugins(server: FastifyInstance, config: Config): Promise<void> {
  registerSecurityHeaders(server, config);
  await server.register(compress, { global: true, threshold: 1024 });
  await server.register(rateLimit, { global: false });
  await server.register(multipart, {
    limits: { files: 1, fileSize: MAX_UPLOAD_MB * 1024 * 1024, fields: 10, parts: 11, fieldSize: 65_536 },
  });
  await registerApiDocument(server);
}
