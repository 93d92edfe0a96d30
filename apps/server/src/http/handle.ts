import type { Access, Route, RouteInput, RouteOutput } from "@mortise/contract";
import type { Actor } from "@mortise/store";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from "fastify";
import type { TSchema } from "typebox";
import { notAllowed, notSignedIn } from "../errors.ts";
import type { Services } from "../services.ts";

/** What a handler is called with: the checked input, who asks, and the raw request for headers and uploads. */
export type HandlerInput<R extends Route> = RouteInput<R> & {
  readonly actor: Actor;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** A value that the handler keeps: arrays and objects may be read-only. */
export type Answer<T> = T extends readonly (infer Item)[] ? readonly Answer<Item>[] : T extends object ? { readonly [Key in keyof T]: Answer<T[Key]> } : T;

/** Answers one call; what it returns is sent as JSON, unless it has sent a file through `reply` and returns undefined. */
export type Handler<R extends Route> = (input: HandlerInput<R>) => Promise<Answer<RouteOutput<R>>> | Answer<RouteOutput<R>>;

/** Binds a handler to its route of the contract: schema, permission, documentation. */
export type Handle = <const R extends Route>(
  route: R,
  handler: Handler<R>,
  options?: RouteShorthandOptions,
) => void;

/** Makes the binder for one Fastify instance. */
export function createHandle(
  fastify: FastifyInstance,
  services: Services,
  operationId: (route: Route) => string,
): Handle {
  return (route, handler, options = {}) => {
    const schema = {
      summary: route.summary,
      tags: [route.tag],
      operationId: operationId(route),
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      ...(route.upload ? { consumes: ["multipart/form-data"] } : {}),
      ...(route.download ? {} : { response: { 200: route.response satisfies TSchema } }),
      ...(route.access === "public" ? { security: [] } : {}),
    };
    fastify.route({
      ...options,
      method: route.method,
      url: `/api/v1${route.path}`,
      schema,
      handler: async (request, reply) => {
        const actor = request.actor;
        authorize(route.access, actor, (request.params as { app?: string }).app, services); // the route's own schema names the parameter
        const input = {
          params: request.params,
          query: request.query,
          body: request.body,
          actor,
          request,
          reply,
        };
        const output = await handler(input as HandlerInput<typeof route>); // checked against the route's schemas by Fastify
        return reply.sent ? reply : output;
      },
    });
  };
}

function authorize(access: Access, actor: Actor, app: string | undefined, services: Services): void {
  if (access === "public") return;
  if (actor.kind === "public") throw notSignedIn();
  if (access === "admin" && !actor.admin) throw notAllowed();
  if (access === "builder" && !isBuilder(actor, app, services)) throw notAllowed();
  if (app !== undefined && !actor.admin && !actor.roles[app]?.length) throw notAllowed();
}

/** Whether the actor may edit drafts of the app and publish. */
export function isBuilder(actor: Actor, app: string | undefined, services: Services): boolean {
  if (actor.admin) return true;
  if (app === undefined || actor.kind !== "user") return false;
  const held = actor.roles[app] ?? [];
  if (held.length === 0) return false;
  const { catalog } = services.store.releases.current(app);
  return held.some((role) => catalog.find("role", role)?.builder === true);
}
