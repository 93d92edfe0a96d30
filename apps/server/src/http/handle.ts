import type { Access, Route, RouteInput, RouteOutput } from "@mortise/contract";
import { type Actor, viewOnly, whileWaited } from "@mortise/store";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from "fastify";
import { notAllowed, notSignedIn, personNeeded } from "../errors.ts";
import type { Services } from "../services.ts";
import { schemaOf } from "./api-document.ts";
import { isBuilder, rolesIn } from "./rights-in-app.ts";

/** What a handler is called with: the checked input, who asks, and the raw request for headers and uploads. */
export type HandlerInput<R extends Route> = RouteInput<R> & {
  readonly actor: Actor;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** A value that the handler keeps: arrays and objects may be read-only. */
export type Answer<T> = T extends readonly (infer Item)[]
  ? readonly Answer<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Answer<T[Key]> }
    : T;

/** Answers one call; what it returns is sent as JSON, unless it has sent a file through `reply` and returns undefined. */
export type Handler<R extends Route> = (
  input: HandlerInput<R>,
) => Promise<Answer<RouteOutput<R>>> | Answer<RouteOutput<R>>;

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
    const isWrite = route.method !== "GET" && route.safe !== true;
    fastify.route({
      ...options,
      method: route.method,
      url: `/api/v1${route.path}`,
      schema: schemaOf(route, operationId(route)),
      // Before the body is even read: who may not call learns nothing about it and cannot make us read it.
      onRequest: (request, _reply, done) => {
        const { app } = request.params as { app?: string }; // the route's own path names the parameter
        authorize(route.access, request.actor, app, services);
        if (isWrite && request.actor.viewer !== undefined) throw viewOnly();
        done();
      },
      handler: async (request, reply) => {
        const { params, query, body, actor } = request;
        const input = { params, query, body, actor, request, reply };
        const answer = () => handler(input as HandlerInput<typeof route>); // checked against the route's schemas by Fastify
        // Nobody reads the answer of somebody who went away; a write that began is finished.
        const output = await (isWrite ? answer() : whileWaited(attention(reply), answer));
        return reply.sent ? reply : output;
      },
    });
  };
}

/** Aborted when the caller goes away before the answer is out; Fastify's own signal also is once a body has been read. */
function attention({ raw }: FastifyReply): AbortSignal {
  const asker = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) asker.abort();
  });
  return asker.signal;
}

function authorize(access: Access, actor: Actor, app: string | undefined, services: Services): void {
  if (access === "public") return;
  if (actor.kind === "public") throw notSignedIn();
  if (access === "admin" && !actor.admin) throw notAllowed();
  if (access === "builder" && !isBuilder(actor, app, services)) throw notAllowed();
  if (app === undefined) return;
  // An app that does not exist looks like one that is closed, to all but administrators.
  if (!actor.admin && rolesIn(actor, app).length === 0) throw notAllowed();
  services.store.releases.current(app);
}

/** The account of a signed-in person; SERVER_PERSON_NEEDED for tokens. */
export function personOf(actor: Actor): string {
  if (actor.userId === null) throw personNeeded();
  return actor.userId;
}
