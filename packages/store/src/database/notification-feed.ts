import type { Logger } from "@mortise/kit";
import { Client } from "pg";
import { quoteIdentifier } from "../schema/names.ts";
import { errorCode } from "./connection-error.ts";

/** Hears the payloads of one channel; `undefined` means: the connection was lost, something may have been missed. */
export type NotificationListener = (payload: string | undefined) => void;

/** A line that died without a word is noticed by asking; a proxy or a sleeping machine leaves such lines. */
const ASK_EVERY_MS = 10_000;
const ANSWER_WITHIN_MS = 5_000;

const RETRY_MILLISECONDS = [200, 500, 1_000, 2_000, 5_000] as const;

/**
 * One connection that listens to PostgreSQL notifications for the whole process. It reconnects by itself and then
 * tells every listener, with an undefined payload, to look for what it may have missed.
 */
export class NotificationFeed {
  readonly #url: string;
  readonly #logger: Logger;
  readonly #listeners = new Map<string, Set<NotificationListener>>();
  #client: Client | undefined;
  #connecting: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #asking: NodeJS.Timeout | undefined;
  #failures = 0;
  #interrupted = false;
  #closed = false;

  constructor(url: string, logger: Logger) {
    this.#url = url;
    this.#logger = logger;
  }

  /** Starts hearing a channel; resolves when the database has confirmed it. Call the answer to stop. */
  async listen(channel: string, listener: NotificationListener): Promise<() => void> {
    const isNew = !this.#listeners.has(channel);
    const set = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, set.add(listener));
    await this.#ready();
    if (isNew) await this.#client?.query(`listen ${quoteIdentifier(channel)}`);
    return () => void set.delete(listener);
  }

  /** Ends the connection; nothing is heard afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#asking);
    await this.#connecting?.catch(() => undefined);
    await this.#client?.end().catch(() => undefined);
    this.#client = undefined;
  }

  async #ready(): Promise<void> {
    if (this.#client || this.#closed) return;
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined;
    });
    await this.#connecting;
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.#url,
      application_name: "mortise-listen",
      keepAlive: true,
    });
    client.on("error", (error) => this.#lost(client, error));
    client.on("end", () => this.#lost(client, undefined));
    // Listeners hear of the gap first: what comes after it must not look like all there was.
    const early: { readonly channel: string; readonly payload: string }[] = [];
    client.on("notification", ({ channel, payload = "" }) => {
      if (client === this.#client) this.#tell(channel, payload);
      else early.push({ channel, payload });
    });
    await client.connect();
    for (const channel of this.#listeners.keys()) {
      await client.query(`listen ${quoteIdentifier(channel)}`);
    }
    this.#client = client;
    this.#failures = 0;
    this.#askLater(client);
    if (this.#interrupted) for (const channel of this.#listeners.keys()) this.#tell(channel, undefined);
    this.#interrupted = false;
    for (const { channel, payload } of early) this.#tell(channel, payload);
  }

  #askLater(client: Client): void {
    this.#asking = setTimeout(() => void this.#ask(client), ASK_EVERY_MS);
    this.#asking.unref();
  }

  async #ask(client: Client): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>();
    const late = setTimeout(() => reject(new TypeError("no answer")), ANSWER_WITHIN_MS);
    try {
      await Promise.race([client.query("select"), promise]);
      if (client === this.#client && !this.#closed) this.#askLater(client);
    } catch (error) {
      this.#lost(client, error);
      void client.end().catch(() => undefined);
    } finally {
      clearTimeout(late);
    }
  }

  #tell(channel: string, payload: string | undefined): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(payload);
  }

  #lost(client: Client, error: unknown): void {
    if (this.#closed || client !== this.#client) return;
    this.#client = undefined;
    this.#interrupted = true;
    clearTimeout(this.#asking);
    this.#logger.warn({ code: errorCode(error) ?? "closed" }, "the notification connection was lost");
    this.#reconnectLater();
  }

  #reconnectLater(): void {
    const delay = RETRY_MILLISECONDS[Math.min(this.#failures, RETRY_MILLISECONDS.length - 1)];
    this.#failures += 1;
    this.#retry = setTimeout(() => void this.#reconnect(), delay);
  }

  async #reconnect(): Promise<void> {
    try {
      await this.#ready();
    } catch (error) {
      this.#logger.warn({ code: errorCode(error) ?? "unknown" }, "listening again failed; will retry");
      if (!this.#closed) this.#reconnectLater();
    }
  }
}
