import { EVENTS_PATH, type LiveEvent } from "@mortise/contract";
import type { Actor } from "@mortise/store";
import type { FastifyInstance, FastifyReply } from "fastify";
import { notSignedIn } from "../errors.ts";

interface Listener {
  readonly actor: Actor;
  readonly reply: FastifyReply;
}

const HEARTBEAT_MS = 25_000;
const MAX_BUFFERED = 256 * 1024;

/** The browsers that listen for live updates. Each event goes to those whom `wants` lets have it. */
export class LiveHub {
  readonly #listeners = new Set<Listener>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor() {
    this.#heartbeat = setInterval(() => this.#write(": still here\n\n", () => true), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  /** Sends an event to the listeners that want it. */
  send(event: LiveEvent, wants: (actor: Actor) => boolean): void {
    this.#write(`data: ${JSON.stringify(event)}\n\n`, wants);
  }

  /** Ends all streams, so that the server can stop. */
  close(): void {
    clearInterval(this.#heartbeat);
    for (const listener of this.#listeners) listener.reply.raw.end();
    this.#listeners.clear();
  }

  /** Serves the event stream. */
  register(fastify: FastifyInstance): void {
    fastify.get(EVENTS_PATH, { schema: { hide: true } }, async (request, reply) => {
      if (request.actor.kind === "public") throw notSignedIn();
      reply.hijack();
      reply.raw.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      reply.raw.write(`retry: 2000\n\ndata: ${JSON.stringify({ type: "resync" } satisfies LiveEvent)}\n\n`);
      const listener = { actor: request.actor, reply };
      this.#listeners.add(listener);
      request.raw.on("close", () => this.#listeners.delete(listener));
    });
  }

  #write(text: string, wants: (actor: Actor) => boolean): void {
    for (const listener of this.#listeners) {
      if (!wants(listener.actor)) continue;
      // A reader that does not keep up is cut off; its browser reconnects and reads everything again.
      if (listener.reply.raw.writableLength > MAX_BUFFERED) listener.reply.raw.destroy();
      else listener.reply.raw.write(text);
    }
  }
}
