import type { AggregateResult, AggregateRow } from "@mortise/store";
import { calculate, type TableTotals } from "../model/table-calculation.ts";
import type { CardPlan } from "./card-plan.ts";
import { rowsOf } from "./read-groups.ts";

/** The rows with what table calculations make of their figures. */
export function calculateFigures(plan: CardPlan, result: AggregateResult): readonly AggregateRow[] {
  return plan.card.measures.reduce<readonly AggregateRow[]>((rows, { id, calculation }) => {
    if (!calculation) return rows;
    const cells = rows.map(({ keys, values, other }) => ({
      // The group of all others is none of those without a value.
      keys: other === true ? [true, ...keys] : keys,
      value: values[id] ?? null,
    }));
    const made = calculate(cells, calculation, totalsOf(plan, result, id));
    return rows.map((row, index) => ({ ...row, values: { ...row.values, [id]: made[index] ?? null } }));
  }, result.rows);
}

function totalsOf(plan: CardPlan, { rows, totals = [] }: AggregateResult, measure: string): TableTotals {
  const places = [...plan.dimensions.keys()];
  const groups = [...totals, ...rows.map((row) => ({ ...row, split: places }))];
  const byKeys = new Map(groups.map((one) => [nameOf(one.split, one), one.values[measure] ?? null]));
  const of = (set: readonly number[]) => (place: number) => {
    const row = rows[place];
    const keys = set.map((at) => row?.keys[at] ?? null);
    const isOther = row?.other === true && set.includes(0);
    return byKeys.get(nameOf(set, { keys, ...(isOther ? { other: true } : {}) })) ?? null;
  };
  const split = rowsOf(plan);
  return { all: of([])(0), row: of(places.slice(0, split)), column: of(places.slice(split)) };
}

function nameOf(set: readonly number[], { keys, other }: Pick<AggregateRow, "keys" | "other">): string {
  return JSON.stringify([set, keys, other === true]);
}
