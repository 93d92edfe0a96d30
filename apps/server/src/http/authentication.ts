import cookie from "@fastify/cookie";
import jwt from "@fastify/jwt";
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

/** Name of the session cookie. */
export const COOKIE = "mortise_session";
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const BEARER = /^bearer +/i;
const DAYS = 14;
const VERIFIED_COOKIES = 10_000;

/** Works out the actor of every request, and refuses writes that another site's page could have caused. */
export async function registerAuthentication(fastify: FastifyInstance, services: Services): Promise<void> {
  await fastify.register(cookie);
  await fastify.register(jwt, {
    secret: services.config.secret,
    cookie: { cookieName: COOKIE, signed: false },
    sign: { algorithm: "HS256", expiresIn: `${DAYS}d` },
    verify: { algorithms: ["HS256"] },
  });
  fastify.decorateRequest("actor");
  fastify.addHook("onRequest", async (request) => {
    const actor = await actorOf(request, services);
    if (actor?.kind === "user" && !SAFE_METHODS.has(request.method) && !isOwnPage(request)) throw crossSite();
    request.actor = actor ?? publicActor(request);
  });
}

/** The actor whose token or session a request carries, if it is still in force. A wrong token does not fall back to the cookie. */
export async function actorOf(request: FastifyRequest, services: Services): Promise<Actor | undefined> {
  const locale = matchLocale(request.headers["accept-language"]);
  const header = request.headers.authorization;
  if (header !== undefined && BEARER.test(header)) {
    const actor = await services.actors.ofToken(header.replace(BEARER, ""));
    return actor && { ...actor, locale };
  }
  const session = sessionOf(request);
  const actor = session ? await services.actors.ofSession(session) : undefined;
  if (!actor || actor.locale === locale) return actor;
  // Our own pages say which language they are shown in; it may differ from the account's for the moment.
  return isOwnPage(request) && request.headers["accept-language"] ? { ...actor, locale } : actor;
}

/** Other sites' pages cannot set this header without asking, and nobody lets them. */
function isOwnPage(request: FastifyRequest): boolean {
  return request.headers["x-requested-with"] === "mortise";
}

/** The session id in the cookie, when the cookie is ours and in time. */
export function sessionOf(request: FastifyRequest): string | undefined {
  const token = request.cookies[COOKIE];
  if (!token) return undefined;
  const { jwt } = request.server;
  const verified = verifiedBy.get(jwt) ?? new Map<string, VerifiedCookie>();
  verifiedBy.set(jwt, verified);
  const known = verified.get(token);
  if (known && known.exp * 1000 > Date.now()) return known.sid;
  verified.delete(token);
  try {
    const { sid, exp } = jwt.verify<VerifiedCookie>(token);
    const [oldest] = verified.keys();
    if (verified.size >= VERIFIED_COOKIES && oldest !== undefined) verified.delete(oldest);
    verified.set(token, { sid, exp });
    return sid;
  } catch {
    return undefined; // a forged or outdated cookie counts as none
  }
}

interface VerifiedCookie {
  readonly sid: string;
  /** Seconds since 1970. */
  readonly exp: number;
}

/** Cookies come again with every request: those that were found to be ours are known until they expire. */
const verifiedBy = new WeakMap<object, Map<string, VerifiedCookie>>();

/** Opens a session and sets its cookie. The session that the browser had before ends: its cookie is gone anyway. */
export async function signIn(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  account: string,
): Promise<void> {
  const earlier = sessionOf(request);
  if (earlier) await services.sessions.close(earlier);
  const sid = await services.sessions.open(account, request.headers["user-agent"]);
  reply.setCookie(COOKIE, request.server.jwt.sign({ sid }), {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: request.protocol === "https" || services.config.publicUrl?.startsWith("https://") === true,
    maxAge: DAYS * 86_400,
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
