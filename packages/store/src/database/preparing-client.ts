import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Writable } from "node:stream";
import { type Kysely, CompiledQuery, sql } from "kysely";
import { Client, type QueryResult, type Submittable } from "pg";
import { from as copyFrom } from "pg-copy-streams";

import { Breath } from "../breath.ts";
import { type PreparedConfig, PreparedQuery } from "./prepared-query.ts";
import { runningRead } from "./running-read.ts";

const MARK = "/* prepared ";

/**
 * Starts a statement whose best plan does not depend on its parameters: a lookup by id, an insert. Connections keep it
 * prepared, which saves most of its time. Never for filters, sorts and keywords: after five runs PostgreSQL may settle
 * on a plan that knows no values, and that can be a thousand times slower.
 *
 * @example
 * sql`${PREPARED} select id, name from mortise.account where id = any(${ids}::uuid[])`
 */
export const PREPARED = preparedMark("");

/** The same for statements over a table that a release may change: another version prepares them anew. */
export function preparedMark(version: string | number) {
  return sql.raw(preparedMarkText(version));
}

/** The same as text. */
export function preparedMarkText(version: string | number): string {
  return `${MARK}${version} */`;
}

/** Prepared statements stay in the memory of their connection: beyond so many, further ones are sent as they come. */
const MOST_STATEMENTS = 1_000;
/** By the text of a statement; what is forgotten is worked out again. */
const names = new Map<string, string>();
const MOST_NAMES = 10_000;

const COPY = "copy ";

/**
 * What cannot be refused and answers nothing goes to the database with the statement that follows it. A connection keeps
 * each of them prepared, so savepoints of few names are among them.
 */
const GOES_AHEAD = /^(?:begin|savepoint journal_(?:[1-9]|1\d))$/;
/** What the driver answers to them. */
const BEGUN = { command: "BEGIN", rowCount: null, oid: 0, fields: [], rows: [] };

/** Pieces of a stream, each made when the one before is on its way. */
export type StreamPieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Streams rows in PostgreSQL's binary form into the columns of a table, in the transaction of `db`: the way in that
 * costs the database least. The database works on what has come while further pieces are made. Nothing comes back.
 *
 * @example
 * await copyInto(transaction, 'app_crm.lead ("id", "name")', pieces());
 */
export async function copyInto<T>(db: Kysely<T>, target: string, pieces: StreamPieces): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(`${COPY}${target} from stdin (format binary)`, [pieces]));
}

/**
 * A connection that keeps statements with the mark of `PREPARED` prepared, does what `copyInto` asks, and ends the
 * statements of a read that is over: see `inTime`.
 */
export class PreparingClient extends Client {
  /** Statements that wait for the one they go with; the connection has them prepared. */
  #held: readonly string[] = [];
  readonly #prepared = new Set<string>();
  /** Names of the statements with the mark that this connection has met. */
  readonly #kept = new Set<string>();

  override query(...call: unknown[]): never {
    const read = runningRead();
    const isPromised = typeof call[0] === "string" && typeof call.at(-1) !== "function";
    // The driver's own overloads say what comes back; without a callback it is a promise. A read that is over still rolls back.
    if (read && isPromised && call[0] !== "rollback")
      return read.run(this, () => this.#send(call) as Promise<unknown>) as never;
    return this.#send(call);
  }

  #send(call: readonly unknown[]): never {
    const [text, values, callback] = call;
    const isPlain = typeof text === "string" && callback === undefined;
    if (isPlain && GOES_AHEAD.test(text)) return this.#hold(text) as never; // a promise, as without a callback
    // The driver's own overloads say what comes back; this one only changes how a statement is sent.
    const forward = super.query.bind(this) as (...call: unknown[]) => never;
    if (isPlain && text.startsWith(COPY) && Array.isArray(values)) {
      this.#sendHeld(forward);
      // `copyInto` alone writes such statements, with its pieces; what comes back is a promise, as of the driver.
      return copied((query) => void super.query(query), text, values[0] as StreamPieces) as never;
    }
    const name = typeof text === "string" && Array.isArray(values) ? this.#nameOf(text) : undefined;
    const takesAlong = name !== undefined || (isPlain && Array.isArray(values) && values.length > 0);
    if (!takesAlong) this.#sendHeld(forward);
    if (name === undefined && this.#held.length === 0) return forward(...call);
    const config = { name, text, values, ahead: this.#takeHeld().map(heldName) };
    if (callback !== undefined) return forward(new PreparedQuery({ ...config, callback }));
    return answerOf(forward, config) as never; // a promise, as without a callback
  }

  /** The name under which this connection keeps a statement; undefined for one that it does not keep. */
  #nameOf(text: string): string | undefined {
    const name = preparedName(text);
    if (name === undefined || this.#kept.has(name)) return name;
    if (this.#kept.size >= MOST_STATEMENTS) return undefined;
    this.#kept.add(name);
    return name;
  }

  /** Keeps a statement back for the next one; the first time on a connection it goes alone, to be prepared. */
  async #hold(text: string): Promise<unknown> {
    if (this.#prepared.has(text)) {
      this.#held = [...this.#held, text];
      return BEGUN;
    }
    const forward = super.query.bind(this) as (query: unknown) => unknown; // as above
    this.#sendHeld(forward);
    const answer = await answerOf(forward, { name: heldName(text), text, values: [], ahead: [] });
    this.#prepared.add(text);
    return answer;
  }

  #takeHeld(): readonly string[] {
    const held = this.#held;
    this.#held = [];
    return held;
  }

  /** Sends what waits by itself, before a statement that takes nothing along. */
  #sendHeld(forward: (query: unknown) => unknown): void {
    for (const text of this.#takeHeld()) {
      // A connection that is lost fails the statement that follows, too, and that one is waited for.
      const callback = () => undefined;
      forward(new PreparedQuery({ name: heldName(text), text, values: [], callback, ahead: [] }));
    }
  }
}

function heldName(text: string): string {
  return `held_${text.replaceAll(" ", "_")}`;
}

/** Runs a statement as a query of our own, to which the driver gives its answer by a callback. */
function answerOf(
  forward: (query: unknown) => unknown,
  config: Omit<PreparedConfig, "callback">,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, result: unknown) => (error ? reject(error) : resolve(result));
    forward(new PreparedQuery({ ...config, callback }));
  });
}

/** The answer that the driver gives to any other statement, once the rows are in. */
function copied(
  submit: (query: Submittable) => void,
  text: string,
  pieces: StreamPieces,
): Promise<QueryResult> {
  return new Promise((resolve, reject) => {
    const stream = copyFrom(text);
    stream.on("error", (error) => {
      reject(error);
      // What waits to be written is of no use any more.
      stream.destroy();
    });
    stream.once("finish", () =>
      resolve({ command: "COPY", rowCount: stream.rowCount, oid: 0, fields: [], rows: [] }),
    );
    submit(stream);
    // What cannot be made ends the statement, and with it the transaction.
    feed(stream, pieces).catch((error: unknown) => {
      reject(error);
      stream.destroy();
    });
  });
}

/**
 * Writes the pieces as the database takes them in; stops when it refuses them. A database that takes them as fast as they
 * are made never makes us wait: its refusal, and everybody else, is only heard in a breath.
 */
async function feed(stream: Writable, pieces: StreamPieces): Promise<void> {
  const breath = new Breath();
  let isRefused = false;
  stream.once("error", () => (isRefused = true));
  try {
    for await (const piece of pieces) {
      if (!stream.write(piece)) await once(stream, "drain");
      if (breath.isDue()) await breath.take();
      if (isRefused) return;
    }
    stream.end();
  } catch (error) {
    // Whoever waits for the statement has been told by the stream itself.
    if (!isRefused) throw error;
  }
}

function preparedName(text: string): string | undefined {
  if (!text.trimStart().startsWith(MARK)) return undefined;
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `m${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
  if (names.size >= MOST_NAMES) names.clear();
  names.set(text, name);
  return name;
}
