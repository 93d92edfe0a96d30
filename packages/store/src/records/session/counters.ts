import { type Kysely, sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import type { SystemDatabase } from "../../system-schema.ts";

/** A counter of automatic numbers: of one field, for one period. */
export interface CounterName {
  readonly app: string;
  readonly entity: string;
  readonly field: string;
  readonly period: string;
}

/** How many numbers are wanted, and between which. */
export interface NumberDraw {
  readonly count: number;
  /** No number below this is given. */
  readonly first: number;
  /** No number above this is given. */
  readonly last: number;
}

interface Waiting extends NumberDraw {
  readonly resolve: (first: number | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Draws automatic numbers in transactions of their own: a counter's row is locked for the moment of the draw, not until
 * the record is written. Numbers of writes that come to nothing are gone. Draws that wait while another is under way are
 * drawn together, in their order.
 */
export class Counters {
  readonly #db: Kysely<SystemDatabase>;
  readonly #queues = new Map<string, Waiting[]>();

  /**
   * Over connections that nothing else uses: writes that hold theirs would wait here for one. They need not wait for the
   * disk: the record's own commit does, and what was committed before it is on the disk then.
   */
  constructor(db: Kysely<SystemDatabase>) {
    this.#db = db;
  }

  /** The first of so many numbers in a row; undefined when there are not so many left. */
  draw(name: CounterName, draw: NumberDraw): Promise<number | undefined> {
    const key = JSON.stringify([name.app, name.entity, name.field, name.period]);
    return new Promise((resolve, reject) => {
      const one = { ...draw, resolve, reject };
      const queue = this.#queues.get(key);
      if (queue) queue.push(one);
      else {
        this.#queues.set(key, [one]);
        void this.#serve(key, name);
      }
    });
  }

  /** Has later draws give higher numbers than this one, which came from elsewhere. */
  pass(name: CounterName, number: number): Promise<void> {
    return passNumber(this.#db, name, number);
  }

  async #serve(key: string, name: CounterName): Promise<void> {
    const queue = this.#queues.get(key) ?? [];
    while (queue.length > 0) {
      const [head, ...others] = queue.splice(0);
      if (!head) break;
      const alike = others.filter(({ first, last }) => first === head.first && last === head.last);
      queue.unshift(...others.filter((one) => !alike.includes(one)));
      await this.#drawTogether(name, [head, ...alike]);
    }
    this.#queues.delete(key);
  }

  async #drawTogether(name: CounterName, draws: readonly [Waiting, ...Waiting[]]): Promise<void> {
    const count = draws.reduce((sum, draw) => sum + draw.count, 0);
    try {
      let next = await drawNumbers(this.#db, name, { ...draws[0], count });
      for (const draw of draws) {
        // Not enough for all of them may be enough for some.
        const first = next ?? (draws.length > 1 ? await drawNumbers(this.#db, name, draw) : undefined);
        draw.resolve(first);
        if (next !== undefined) next += draw.count;
      }
    } catch (error) {
      for (const draw of draws) draw.reject(error);
    }
  }
}

/** Draws in the given transaction or by itself; see {@link Counters.draw}. */
export async function drawNumbers(
  db: Kysely<SystemDatabase>,
  { app, entity, field, period }: CounterName,
  { count, first, last }: NumberDraw,
): Promise<number | undefined> {
  const most = Math.min(last, Number.MAX_SAFE_INTEGER);
  const { rows } = await sql<{ value: number }>`
    ${PREPARED} insert into mortise.counter as c (app, entity, field, period, value)
    select ${app}, ${entity}, ${field}, ${period}, ${first - 1 + count}::bigint
      where ${first - 1 + count}::bigint <= ${most}::bigint
    on conflict (app, entity, field, period)
      do update set value = greatest(c.value, ${first - 1}::bigint) + ${count}::bigint
        where greatest(c.value, ${first - 1}::bigint) + ${count}::bigint <= ${most}::bigint
    returning value`.execute(db);
  const value = rows[0]?.value;
  return value === undefined ? undefined : value - count + 1;
}

/** Lifts a counter in the given transaction or by itself; see {@link Counters.pass}. */
export async function passNumber(
  db: Kysely<SystemDatabase>,
  { app, entity, field, period }: CounterName,
  number: number,
): Promise<void> {
  await sql`
    ${PREPARED} insert into mortise.counter as c (app, entity, field, period, value)
    values (${app}, ${entity}, ${field}, ${period}, ${number}::bigint)
    on conflict (app, entity, field, period) do update set value = greatest(c.value, excluded.value)`.execute(
    db,
  );
}
