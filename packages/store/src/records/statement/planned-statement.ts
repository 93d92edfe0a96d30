import type { SystemDatabase } from "../../system-schema.ts";
import { CompiledQuery, type Kysely } from "kysely";
import { type CompiledStatement, runStatement, Slot, type SlotValues } from "./compiled-statement.ts";
import { planShape, withoutValues } from "./plan-shape.ts";

/** What PostgreSQL knows of a table changes with the table: its choice is looked at again after so long. */
const CHECK_AGAIN_MS = 5 * 60_000;

/**
 * A read that connections keep prepared as soon as that changes nothing: when the plan that PostgreSQL makes for the
 * values of the statement is the one it would make without knowing them. Otherwise it is planned for its values every
 * time; a plan made for all values may be a thousand times slower for rare ones. PostgreSQL is asked about it when the
 * statement runs for the second time, so what is asked once costs nothing more.
 */
export class PlannedStatement {
  readonly #statement: CompiledStatement;
  /** Undefined where values cannot be hidden. */
  readonly #prepared: CompiledStatement | undefined;
  #runs = 0;
  #checkedAt: number | undefined;
  #isPrepared = false;

  /** The mark is what a prepared text begins with: see `preparedMark`. */
  constructor(statement: CompiledStatement, mark: string) {
    this.#statement = statement;
    const text = withoutValues(statement.text);
    this.#prepared = text === undefined ? undefined : { ...statement, text: `${mark} ${text}` };
  }

  /** Runs with the values of its slots and answers the rows. */
  async run<Row>(db: Kysely<SystemDatabase>, slots: SlotValues = {}): Promise<readonly Row[]> {
    this.#runs += 1;
    const isOld = this.#checkedAt === undefined || performance.now() - this.#checkedAt > CHECK_AGAIN_MS;
    // Within a transaction a refused question would undo the work.
    if (this.#prepared && this.#runs > 1 && isOld && !db.isTransaction) {
      this.#checkedAt = performance.now();
      this.#isPrepared = await this.#isPlannedAlike(db, slots, this.#prepared);
    }
    return runStatement(db, (this.#isPrepared && this.#prepared) || this.#statement, slots);
  }

  async #isPlannedAlike(
    db: Kysely<SystemDatabase>,
    slots: SlotValues,
    prepared: CompiledStatement,
  ): Promise<boolean> {
    const shapes: string[] = [];
    try {
      for (const { text, parameters } of [this.#statement, prepared]) {
        const values = parameters.map((one) => (one instanceof Slot ? slots[one.name] : one));
        const question = CompiledQuery.raw(`explain (format json) ${text}`, values);
        const { rows } = await db.executeQuery<{ "QUERY PLAN": unknown }>(question);
        shapes.push(planShape(rows[0]?.["QUERY PLAN"]));
      }
    } catch {
      return false; // a statement that cannot be written so, or values that it refuses: it will say so itself
    }
    return shapes[0] !== "" && shapes[0] === shapes[1];
  }
}
