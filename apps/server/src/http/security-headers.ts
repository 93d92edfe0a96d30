import type { FastifyContextConfig, FastifyInstance } from "fastify";
import type { Config } from "../config.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** True where other sites may show the page in a frame. */
    readonly framed?: boolean;
  }
}

const YEAR_SECONDS = 31_536_000;

/** The content policy of a public form that only some hosts may show in a frame. */
export function framedContentPolicy(hosts: readonly string[]): string {
  return contentPolicy(["'self'", ...hosts].join(" "));
}

/** What our pages may load, and who may frame them. */
function contentPolicy(
  ancestors: string,
  frameHosts: readonly string[] = [],
  pictures: readonly string[] = [],
): string {
  return [
    "default-src 'self'",
    "base-uri 'self'",
    "font-src 'self' data:",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
    `frame-src ${["'self'", ...frameHosts.map((host) => `https://${host}`)].join(" ")}`,
    ["img-src 'self' data: blob:", ...pictures].join(" "),
    "object-src 'none'",
    "script-src 'self'",
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
  ].join(";");
}

/** The hosts that tiles come from, as a content policy writes them. */
function tileHost(url: string): string {
  const [origin = ""] = /^https?:\/\/[^/]+/.exec(url) ?? [];
  return origin.replace("{s}", "*");
}

const EVERYWHERE = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-dns-prefetch-control": "off",
  "x-download-options": "noopen",
  "x-permitted-cross-domain-policies": "none",
  "x-xss-protection": "0",
} as const;

/**
 * Puts the security headers on every answer. Their values never change, so they are written down once instead of being
 * worked out for each request.
 */
export function registerSecurityHeaders(
  server: FastifyInstance,
  { publicUrl, frameHosts, mapTiles }: Config,
): void {
  // Browsers are told to insist on https only where people come by https.
  const transport = publicUrl?.startsWith("https://")
    ? { "strict-transport-security": `max-age=${YEAR_SECONDS}` }
    : {};
  const own = {
    ...EVERYWHERE,
    ...transport,
    "content-security-policy": contentPolicy("'self'", frameHosts, mapTiles ? [tileHost(mapTiles.url)] : []),
    "x-frame-options": "SAMEORIGIN",
  };
  const framed = { ...EVERYWHERE, ...transport, "content-security-policy": contentPolicy("*") };
  server.addHook("onRequest", (request, reply, done) => {
    // An address without a route has no configuration.
    const config = request.routeOptions.config as FastifyContextConfig | undefined;
    reply.headers(config?.framed === true ? framed : own);
    if (request.url.startsWith("/api/")) reply.header("cache-control", "no-store");
    done();
  });
}
