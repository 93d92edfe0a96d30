import type { Clock } from "@mortise/kit";
import type { Actor } from "../actor.ts";

/** An actor with the moment at which its session ends. */
export interface SessionActor {
  readonly actor: Actor;
  readonly expiresAt: string;
}

interface Kept extends SessionActor {
  readonly readAt: number;
}

/** What is known of a session is read again after so long, even if no notice ever came. */
const KEEP_MS = 5_000;
const MOST_SESSIONS = 10_000;

/**
 * Actors of the sessions that are in use, so that a request need not ask the database who asks. Whoever changes rights
 * says so with `forget`: the changing process when it has written, the others by the notice it sends. Should a notice
 * get lost with its connection, a right taken away is gone after five seconds.
 */
export class ActorCache {
  readonly #clock: Clock;
  readonly #sessions = new Map<string, Kept>();
  /** Grows with everything that is forgotten: what was read before is not kept after. */
  #changes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The actor of a session, as known or as read now; undefined when there is none. */
  async of(session: string, read: () => Promise<SessionActor | undefined>): Promise<Actor | undefined> {
    const known = this.#sessions.get(session);
    const now = this.#clock.now();
    const isFresh = known && now.getTime() - known.readAt < KEEP_MS && now.getTime() >= known.readAt;
    if (isFresh && known.expiresAt > now.toISOString()) return known.actor;
    const changes = this.#changes;
    const found = await read();
    if (changes !== this.#changes) return found?.actor;
    this.#sessions.delete(session);
    if (found) this.#keep(session, { ...found, readAt: now.getTime() });
    return found?.actor;
  }

  /** Forgets the sessions of an account, or of all when anyone may be concerned. */
  forget(account: string | null): void {
    this.#changes += 1;
    if (account === null) return this.#sessions.clear();
    for (const [session, { actor }] of this.#sessions)
      if (actor.userId === account || actor.viewer === account) this.#sessions.delete(session);
  }

  #keep(session: string, kept: Kept): void {
    // The one read longest ago goes.
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size >= MOST_SESSIONS && oldest !== undefined) this.#sessions.delete(oldest);
    this.#sessions.set(session, kept);
  }
}
