import {
  compileExpression,
  type CompiledExpression,
  type Environment,
  type Expression,
  type Scope,
} from "@mortise/expression";
import { AppError } from "@mortise/kit";
import { type Catalog, type PoolDocument, poolsOf, type RecycleRule } from "@mortise/metadata";

/** A rule of taking back with its conditions ready to be asked. */
export interface CompiledRecycleRule {
  readonly rule: RecycleRule;
  readonly holds: (record: Environment) => boolean;
  readonly isExempt: (record: Environment) => boolean;
}

/** A value that records get when they enter a pool. */
export interface EntryValue {
  readonly field: string;
  readonly value: CompiledExpression;
}

/** A pool with its conditions ready to be asked. */
export interface CompiledPool {
  readonly document: PoolDocument;
  /** Whether it takes a record by itself. */
  readonly takes: (record: Environment) => boolean;
  /** Its rules; none while taking back is switched off. */
  readonly rules: readonly CompiledRecycleRule[];
  readonly entry: readonly EntryValue[];
}

/** The pools of one entity, in the order in which they are asked whether they take a record. */
export interface CompiledPools {
  readonly all: readonly CompiledPool[];
  /** The pool of that id; undefined when the entity has none of it any more. */
  find(id: unknown): CompiledPool | undefined;
  /** The first pool that takes the record; the last of all when none does. */
  choose(record: Environment): CompiledPool;
}

/**
 * Compiles the pools of an entity; undefined when it has none. A condition that does not compile, which publishing
 * refuses, holds for no record.
 */
export function compilePools(catalog: Catalog, entity: string): CompiledPools | undefined {
  const scope = catalog.scope(entity);
  const all = poolsOf(catalog.documents, entity).map((document) => compilePool(document, scope));
  const last = all.at(-1);
  if (!last || !catalog.find("entity", entity)?.pool) return undefined;
  const byId = new Map<unknown, CompiledPool>(all.map((pool) => [pool.document.id, pool]));
  return {
    all,
    find: (id) => byId.get(id),
    choose: (record) => all.find((pool) => pool.takes(record)) ?? last,
  };
}

function compilePool(document: PoolDocument, scope: Scope): CompiledPool {
  const { recycling, takes, onEntry = {} } = document;
  return {
    document,
    takes: condition(takes, scope, true),
    rules: (recycling?.enabled ? recycling.rules : []).map((rule) => ({
      rule,
      holds: condition(rule.when, scope, true),
      isExempt: condition(rule.exempt, scope, false),
    })),
    entry: Object.entries(onEntry).flatMap(([field, expression]) => {
      const value = compiled(expression, scope);
      return value ? [{ field, value }] : [];
    }),
  };
}

function condition(
  expression: Expression | undefined,
  scope: Scope,
  absent: boolean,
): (record: Environment) => boolean {
  if (expression === undefined || expression === null) return () => absent;
  const test = compiled(expression, scope);
  return (record) => test?.test(record) ?? false;
}

function compiled(expression: Expression, scope: Scope): CompiledExpression | undefined {
  try {
    return compileExpression(expression, scope);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
