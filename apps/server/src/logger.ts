import type { FastifyRequest } from "fastify";
import { type Logger, pino } from "pino";
import type { Config } from "./config.ts";

/** The log of the process: JSON lines on standard output, in development only what needs attention. */
export function createLogger(config: Pick<Config, "production">): Logger {
  return pino({
    level: config.production ? "info" : "warn",
    serializers: {
      // Without the query: the set-up link and invitations carry secrets there, searches carry names.
      req: (request: FastifyRequest) => ({
        method: request.method,
        path: request.url?.split("?", 1)[0],
        ip: request.ip,
      }),
    },
  });
}
