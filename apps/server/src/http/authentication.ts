import jwt from "@fastify/jwt";
import cookie from "@fastify/cookie";
import { matchLocale } from "@mortise/kit";
import { type Actor, systemActor } from "@mortise/store";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { crossSite } from "../errors.ts";
import type { Services } from "../services.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; a `public` actor when nobody is signed in. */
    actor: Actor;
  }
}

declare module "@fastify/jwt" {
  interface FastifyJWT {
    payload: { sid: string };
    user: { sid: string };
  }
}

const COOKIE = "mortise_session";
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Works out the actor of every request, and refuses writes that another site's page could have caused. */
export async function registerAuthentication(fastify: FastifyInstance, services: Services): Promise<void> {
  await fastify.register(cookie);
  await fastify.register(jwt, {
    secret: services.config.secret,
    cookie: { cookieName: COOKIE, signed: false },
    sign: { algorithm: "HS256", expiresIn: "14d" },
    verify: { algorithms: ["HS256"] },
  });
  fastify.decorateRequest("actor");
  fastify.addHook("onRequest", async (request) => {
    request.actor = (await actorOf(request, services)) ?? publicActor(request);
  });
}

async function actorOf(request: FastifyRequest, services: Services): Promise<Actor | undefined> {
  const header = request.headers.authorization;
  if (header?.startsWith("Bearer ")) {
    const actor = await services.actors.ofToken(header.slice("Bearer ".length));
    return actor && { ...actor, locale: matchLocale(request.headers["accept-language"]) };
  }
  const token = request.cookies[COOKIE];
  if (!token) return undefined;
  const session = sessionOf(request);
  const actor = session ? await services.actors.ofSession(session) : undefined;
  if (actor && !SAFE_METHODS.has(request.method) && request.headers["x-requested-with"] !== "mortise")
    throw crossSite();
  return actor;
}

/** The session id in the cookie, when the cookie is ours and in time. */
export function sessionOf(request: FastifyRequest): string | undefined {
  try {
    return request.server.jwt.verify<{ sid: string }>(request.cookies[COOKIE] ?? "").sid;
  } catch {
    return undefined; // a forged or outdated cookie counts as none
  }
}

/** Opens a session and sets its cookie. */
export async function signIn(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  account: string,
): Promise<void> {
  const sid = await services.sessions.open(account, request.headers["user-agent"]);
  const token = request.server.jwt.sign({ sid });
  reply.setCookie(COOKIE, token, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: request.protocol === "https",
    maxAge: 14 * 86_400,
  });
}

/** Takes the cookie away. */
export function clearCookie(reply: FastifyReply): void {
  reply.clearCookie(COOKIE, { path: "/" });
}

function publicActor(request: FastifyRequest): Actor {
  return {
    ...systemActor,
    kind: "public",
    admin: false,
    locale: matchLocale(request.headers["accept-language"]),
  };
}
