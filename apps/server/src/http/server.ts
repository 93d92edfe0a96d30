import { randomUUID } from "node:crypto";
import compress from "@fastify/compress";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { type Route, routes } from "@mortise/contract";
import fastify, { type FastifyInstance } from "fastify";
import { registerAccountRoutes } from "../routes/accounts.ts";
import { registerAppRoutes } from "../routes/apps.ts";
import { registerImportRoutes } from "../routes/imports.ts";
import { registerPublicRoutes } from "../routes/public.ts";
import { registerRecordRoutes } from "../routes/records.ts";
import { registerReportRoutes } from "../routes/reports.ts";
import { registerViewRoutes } from "../routes/views.ts";
import { registerWorkRoutes } from "../routes/work.ts";
import type { Services } from "../services.ts";
import { registerAuthentication } from "./authentication.ts";
import { registerErrorReply } from "./error-reply.ts";
import { createHandle } from "./handle.ts";
import type { LiveHub } from "./live.ts";
import { registerPages } from "./pages.ts";
import { MAX_UPLOAD_MB } from "./upload.ts";

const BODY_LIMIT = 20 * 1024 * 1024;

/** The HTTP server with all routes; not yet listening. */
export async function createServer(services: Services, live: LiveHub): Promise<FastifyInstance> {
  const server = fastify({
    logger: services.config.production ? { level: "info" } : { level: "warn" },
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    trustProxy: services.config.trustProxy,
    ajv: { customOptions: { allErrors: true, coerceTypes: "array", removeAdditional: false } },
  });
  // Answers are built by our own code; their schemas document them and are not used to re-encode them.
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));
  registerErrorReply(server);
  await registerPlugins(server);
  await registerAuthentication(server, services);
  server.get("/health", { schema: { hide: true } }, async () => services.store.health());
  live.register(server);
  const names = new Map<Route, string>(Object.entries(routes).map(([name, route]) => [route, name]));
  const handle = createHandle(server, services, (route) => names.get(route) ?? route.path);
  registerAccountRoutes(handle, services);
  registerAppRoutes(handle, services);
  registerRecordRoutes(handle, services);
  registerViewRoutes(handle, services);
  registerWorkRoutes(handle, services);
  registerImportRoutes(handle, services);
  registerReportRoutes(handle, services);
  registerPublicRoutes(handle, services);
  await registerPages(server);
  return server;
}

async function registerPlugins(server: FastifyInstance): Promise<void> {
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
    hsts: false,
  });
  await server.register(compress, { global: true, threshold: 1024 });
  await server.register(rateLimit, { global: false });
  await server.register(multipart, { limits: { files: 1, fileSize: MAX_UPLOAD_MB * 1024 * 1024 } });
  await server.register(swagger, {
    openapi: {
      openapi: "3.0.3",
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
  });
  await server.register(swaggerUi, { routePrefix: "/api/docs" });
}
