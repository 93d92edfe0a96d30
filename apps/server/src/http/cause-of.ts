import type { Actor, Cause } from "@mortise/store";
import type { FastifyRequest } from "fastify";

/** The cause of a write that a person or another system made through the API. */
export function causeOf(actor: Actor, request: FastifyRequest): Cause {
  const key = request.headers["idempotency-key"];
  return {
    type: actor.kind === "token" ? "api" : "user",
    ...(typeof key === "string" && key ? { idempotencyKey: key.slice(0, 200) } : {}),
  };
}
