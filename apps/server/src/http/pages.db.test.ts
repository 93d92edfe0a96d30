import { routes } from "@mortise/contract";
import { describe, expect, test } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer();
const secure = useServer({ config: { publicUrl: "https://crm.example.com", trustProxy: 1 } });
const framing = useServer({
  config: {
    frameHosts: ["bi.example.com", "*.example.org"],
    mapTiles: { url: "https://{s}.tiles.example.com/{z}/{x}/{y}.png", credit: "© Example", datum: "gcj02" },
  },
});
const get = (url: string, headers: Record<string, string> = {}) =>
  app.anonymous.send({ method: "GET", url, headers });

describe("every answer", () => {
  test.each(["/health", "/api/v1/setup", "/api/v1/me", "/api/v1/nothing", "/api/docs/json", "/nothing.txt"])(
    "%s carries the security headers and tells nothing about the software",
    async (url) => {
      const { headers, text } = await get(url);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "SAMEORIGIN",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
      });
      expect(String(headers["content-security-policy"])).toMatch(/script-src 'self'[^']*;/);
      expect(String(headers["content-security-policy"])).toContain("frame-ancestors 'self'");
      expect(headers).not.toHaveProperty("x-powered-by");
      expect(headers).not.toHaveProperty("server");
      expect(headers).not.toHaveProperty("access-control-allow-origin");
      expect(text).not.toMatch(/node_modules|\.ts:\d+/);
    },
  );

  test("insists on https, with a cookie for https only, where people come by https", async () => {
    const { headers } = await secure.anonymous.send({ method: "GET", url: "/health" });
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
    expect((await get("/health")).headers).not.toHaveProperty("strict-transport-security");
    const payload = { login: "admin@demo.mortise.example", password: "mortise-test-1" };
    const signedIn = await secure.anonymous.send({ method: "POST", url: "/api/v1/sign-in", payload });
    expect(String(signedIn.headers["set-cookie"])).toContain("; Secure");
  });
});

test("pages may embed the hosts that the administrator allows, and signed-in people are told which", async () => {
  const policy = String(
    (await framing.anonymous.send({ method: "GET", url: "/health" })).headers["content-security-policy"],
  );
  expect(policy).toContain("frame-src 'self' https://bi.example.com https://*.example.org;");
  expect(String((await get("/health")).headers["content-security-policy"])).toContain("frame-src 'self';");
  const me = await (await framing.as("lina")).call(routes.me, {});
  expect(me.body.frameHosts).toEqual(["bi.example.com", "*.example.org"]);
  expect(me.body.mapTiles).toMatchObject({ credit: "© Example", datum: "gcj02" });
  expect(String(me.headers["content-security-policy"])).toMatch(
    /img-src [^;]* https:\/\/\*\.tiles\.example\.com;/,
  );
});

describe("health", () => {
  test("says that the database answers", async () => {
    expect(await get("/health")).toMatchObject({ status: 200, body: { database: "ok" } });
  });
});

describe("addresses of secrets and of nothing", () => {
  test.each([
    "/.env",
    "/.git/config",
    "/assets/../package.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/metrics.txt",
    "/api/v2/x",
    "/f",
    "/embed/x",
    "/server.js.map",
  ])("%s", async (url) => {
    const answer = await get(url);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: "SERVER_NOT_FOUND" });
  });
});

describe("the web application", () => {
  test("answers every address that is a page of its own with its one page, never from a stale copy", async () => {
    for (const url of ["/", "/apps/crm/lead", "/setup?token=x", "/sign-in"]) {
      const { status, headers, text } = await get(url);
      expect({ status, cache: headers["cache-control"] }).toEqual({ status: 200, cache: "no-cache" });
      expect(text).toContain('<div id="root">');
      expect(headers["x-frame-options"]).toBe("SAMEORIGIN");
    }
  });

  test("serves its built files for good, compressed", async () => {
    const asset = /\/assets\/[\w.-]+\.js/.exec((await get("/")).text)?.[0] ?? "";
    const { status, headers } = await get(asset, { "accept-encoding": "gzip" });
    expect(status).toBe(200);
    expect(headers["cache-control"]).toContain("immutable");
    expect(headers["content-encoding"]).toBe("gzip");
    expect((await get("/favicon.svg")).headers["content-type"]).toBe("image/svg+xml");
  });
});

describe("a public form's page", () => {
  test("may stand in frames of other sites, and still runs only our own scripts", async () => {
    const { status, headers } = await get("/f/website-lead");
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty("x-frame-options");
    expect((await get("/embed/assets/index-abc123.js")).status).toBe(200);
    expect(String(headers["content-security-policy"])).toContain("frame-ancestors *");
    expect(String(headers["content-security-policy"])).toContain("script-src 'self'");
  });

  test("is put on other sites by a script that they may load, and nothing else of ours", async () => {
    const script = await get("/embed/form.js");
    expect(script.headers["content-type"]).toContain("text/javascript");
    expect(script.headers["cross-origin-resource-policy"]).toBe("cross-origin");
    expect((await get("/f/website-lead")).headers["cross-origin-resource-policy"]).toBe("same-origin");
  });
});
