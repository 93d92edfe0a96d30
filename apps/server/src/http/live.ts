import { EVENTS_PATH, type LiveEvent } from "@mortise/contract";
import { isPlainObject } from "@mortise/kit";
import type { Actor } from "@mortise/store";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { notSignedIn } from "../errors.ts";

/** The events that a listener missed since a position of the change feed, and the position they lead to. */
export interface Replay {
  readonly events: readonly LiveEvent[];
  readonly position: string;
}

/** Works out who asks, again: what an actor may do can have changed since the stream was opened. */
export type ActorLookup = (request: FastifyRequest) => Promise<Actor | undefined>;

interface Listener {
  actor: Actor;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const HEARTBEAT_MS = 25_000;
const MAX_BUFFERED = 256 * 1024;
/** Open streams of one person; browsers allow about six per address anyway. */
const MAX_PER_PERSON = 20;

const STREAM_HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
  // A stream's connection is not used again; kept alive it would hold up the end of the server.
  connection: "close",
};

const RESYNC: Replay = { events: [{ type: "resync" }], position: "" };

function idLine(position: string): string {
  return position === "" ? "" : `id: ${position}\n`;
}

function eventText(event: LiveEvent, position: string): string {
  return `${idLine(position)}data: ${JSON.stringify(event)}\n\n`;
}

/** Events that lead to a position together: who is cut off among them has not come there. */
function eventsText(events: readonly LiveEvent[], position: string): string {
  return events.map((event, index) => eventText(event, index === events.length - 1 ? position : "")).join("");
}

/** Browsers send the header when they connect again by themselves; after a refusal our page asks with `after`. */
function lastEventId({ headers, query }: FastifyRequest): string | undefined {
  const header = headers["last-event-id"];
  if (typeof header === "string" && header !== "") return header;
  const after = isPlainObject(query) ? query["after"] : undefined;
  return typeof after === "string" && after !== "" ? after : undefined;
}

/** The browsers that listen for live updates. Each event goes to those whom `wants` lets have it. */
export class LiveHub {
  readonly #listeners = new Set<Listener>();
  readonly #heartbeat: NodeJS.Timeout;
  #lookUp: ActorLookup = async () => undefined;
  #replay: (actor: Actor, position: string | undefined) => Promise<Replay> = async () => RESYNC;
  #position = "";
  #closed = false;
  #rechecking: Promise<unknown> | undefined;

  constructor() {
    // The id alone moves the place a browser goes on from, so that a quiet evening is no long gap.
    this.#heartbeat = setInterval(
      () => this.#write(`${idLine(this.#position)}: still here\n\n`, () => true),
      HEARTBEAT_MS,
    );
    this.#heartbeat.unref();
  }

  /** How many streams are open. */
  get size(): number {
    return this.#listeners.size;
  }

  /** Sends an event to the listeners that want it; while rights are being looked at again it waits for what they are now. */
  send(event: LiveEvent, wants: (actor: Actor) => boolean): void {
    const text = eventText(event, this.#position);
    const write = () => this.#write(text, wants);
    if (this.#rechecking) void this.#rechecking.then(write);
    else write();
  }

  /** Who listens. */
  actors(): readonly Actor[] {
    return [...new Set([...this.#listeners].map(({ actor }) => actor))];
  }

  /**
   * Hands each of some listeners its own events. Answers the others: those whose rights were looked at anew since `to`
   * was asked for.
   */
  async hand(
    events: ReadonlyMap<Actor, readonly LiveEvent[]>,
    { position, to }: { readonly position: string; readonly to: ReadonlySet<Actor> },
  ): Promise<readonly Actor[]> {
    while (this.#rechecking) await this.#rechecking;
    for (const [actor, own] of events) {
      this.#write(eventsText(own, position), (one) => one === actor);
    }
    return this.actors().filter((actor) => !to.has(actor));
  }

  /** The place in the change feed that events sent from now on lead to. */
  set position(position: string) {
    this.#position = position;
  }

  /** Says where events come from that a browser missed while it was away. */
  replayFrom(replay: (actor: Actor, position: string | undefined) => Promise<Replay>): void {
    this.#replay = replay;
  }

  /** Looks again at the rights of an account's streams, or of all; ends those whose session or token is gone. */
  recheck(account: string | null): Promise<void> {
    const work = this.#lookAgain(account);
    const all: Promise<unknown> = Promise.allSettled([this.#rechecking, work]).then(() => {
      if (this.#rechecking === all) this.#rechecking = undefined;
    });
    this.#rechecking = all;
    return work;
  }

  async #lookAgain(account: string | null): Promise<void> {
    for (const listener of this.#listeners) {
      const { userId, viewer } = listener.actor;
      if (account !== null && userId !== account && viewer !== account) continue;
      const actor = await this.#lookUp(listener.request).catch(() => undefined);
      if (actor) listener.actor = actor;
      else this.#end(listener);
    }
  }

  /** Ends all streams and takes no new ones, so that the server can stop. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#heartbeat);
    for (const listener of this.#listeners) this.#end(listener);
  }

  /** Serves the event stream. */
  register(fastify: FastifyInstance, lookUp: ActorLookup): void {
    this.#lookUp = lookUp;
    fastify.get(EVENTS_PATH, { schema: { hide: true } }, async (request, reply) => {
      if (request.actor.kind === "public") throw notSignedIn();
      reply.hijack();
      if (this.#closed) return void reply.raw.destroy();
      for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...STREAM_HEADERS }))
        if (value !== undefined) reply.raw.setHeader(name, value);
      reply.raw.writeHead(200);
      reply.raw.write("retry: 2000\n\n");
      const listener = { actor: request.actor, request, reply };
      // Before the past is looked up, so that nothing falls in between; what comes twice does no harm.
      this.#add(listener);
      const { events, position } = await this.#replay(request.actor, lastEventId(request)).catch(
        () => RESYNC,
      );
      reply.raw.write(eventsText(events, position));
    });
  }

  #add(listener: Listener): void {
    const { userId } = listener.actor;
    const own = [...this.#listeners].filter(({ actor }) => userId !== null && actor.userId === userId);
    const oldest = own.length >= MAX_PER_PERSON ? own[0] : undefined;
    if (oldest) this.#end(oldest);
    this.#listeners.add(listener);
    listener.reply.raw.on("close", () => this.#listeners.delete(listener));
    listener.reply.raw.on("error", () => this.#listeners.delete(listener));
  }

  #end(listener: Listener): void {
    this.#listeners.delete(listener);
    listener.reply.raw.end();
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
