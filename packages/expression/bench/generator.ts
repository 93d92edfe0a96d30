import type { Expression, ValueKind } from "../src/index.ts";
import type { Random } from "./random.ts";
import { anyValue, SAMPLE_FIELDS } from "./sample.ts";

/** Makes an expression whose parts are at most so deep. */
export type Make = (generator: Generator, depth: number) => Expression;

/** What makes expressions of each kind. */
export type Makers = Partial<Record<ValueKind, readonly Make[]>>;

/** Grows random expressions that the checker accepts. */
export class Generator {
  readonly random: Random;
  readonly #makers: Makers;

  constructor(random: Random, makers: Makers) {
    this.random = random;
    this.#makers = makers;
  }

  /** An expression of a kind, at most so deep. */
  make(kind: ValueKind, depth: number): Expression {
    const makers = this.#makers[kind];
    if (depth <= 0 || makers === undefined || this.random.chance(0.15)) return this.leaf(kind);
    return this.random.pick(makers)(this, depth - 1);
  }

  /** A field or a literal. */
  leaf(kind: ValueKind): Expression {
    if (this.random.chance(0.03)) return null;
    if (this.random.chance(0.7)) return this.field(kind);
    const value = anyValue(this.random, kind);
    return kind === "number" && this.random.chance(0.5) ? this.smallNumber() : value;
  }

  /** A field of a kind. */
  field(kind: ValueKind): Expression {
    return { var: this.random.pick(SAMPLE_FIELDS.filter((field) => field.type.kind === kind)).id };
  }

  /** A number as counts and places have it. */
  smallNumber(): number {
    return this.random.chance(0.1) ? this.random.below(2_000_000) - 1_000_000 : this.random.below(30) - 10;
  }

  /** A count: mostly small, sometimes anything. */
  count(depth: number): Expression {
    return this.random.chance(0.7) ? this.smallNumber() : this.make("number", Math.min(depth, 1));
  }

  /** Several expressions of one kind. */
  several(kind: ValueKind, depth: number): Expression[] {
    return Array.from({ length: 1 + this.random.below(3) }, () => this.make(kind, depth));
  }

  /** A list of literals. */
  literals(kind: ValueKind): Expression[] {
    return Array.from({ length: 1 + this.random.below(4) }, () =>
      this.random.chance(0.05) ? null : anyValue(this.random, kind),
    );
  }
}
