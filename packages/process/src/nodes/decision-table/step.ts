import type { Expression, Value } from "@mortise/expression";
import { sumDecimals } from "@mortise/fields";
import type { Json } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import {
  cellCondition,
  type DecisionTable,
  readTable,
  type TableResult,
  type TableRow,
} from "../../model/decision-table/table.ts";
import type { StepOutcome } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { text } from "./text.ts";

/** What a column of results leaves: of several rows people and teams together. */
export function outputField({ field }: TableResult, settings: Settings): FieldDefinition {
  const isMany = settings.text("hits") === "all" && (field.type === USER || field.type === TEAM);
  return isMany ? { ...field, settings: { multiple: true } } : field;
}

/** Field types of people, teams and numbers. */
const USER = "user";
const TEAM = "team";
const NUMBER = "number";

/** Tries the rows in their order and leaves what those that fit give, with the values that decided. */
export function stepDecisionTable(context: StepContext): StepOutcome {
  const { settings } = context;
  const table = readTable(settings.get("table"));
  const takesAll = settings.text("hits") === "all";
  const fitting: number[] = [];
  for (const [index, row] of table.rows.entries()) {
    if (!context.test(rowCondition(context, table, row))) continue;
    fitting.push(index);
    if (!takesAll) break;
  }
  const rows = fitting.flatMap((index) => table.rows[index] ?? []);
  context.give(
    Object.fromEntries(table.results.map((result) => [result.id, resultOf(result, rows, takesAll)])),
  );
  const [first] = rows;
  const places = fitting.map((index) => index + 1).join("、");
  const why = first
    ? { zh: `决策表第 ${places} 行满足`, en: `Row ${places} of the table fits` }
    : text.noneFits;
  context.decide("branch", why, first ? context.findings(rowCondition(context, table, first)) : []);
  return { type: "exit", exit: first ? "next" : "none", text: why };
}

/** A row fits when all of its cells do; one without cells always does. */
function rowCondition(context: StepContext, { inputs }: DecisionTable, { when }: TableRow): Expression {
  const parts = inputs.flatMap((input) => {
    const cell = when[input.id];
    const kind = context.kindOf(input.field);
    return cell && kind ? [cellCondition(input, kind, cell)] : [];
  });
  return parts.length === 0 ? true : { and: parts };
}

function resultOf({ id, field }: TableResult, rows: readonly TableRow[], takesAll: boolean): Value {
  const given = rows.map(({ give }) => give[id] ?? null).filter((value) => value !== null && value !== "");
  if (!takesAll) return valueOf(given[0]);
  if (given.length === 0) return null;
  if (field.type === USER || field.type === TEAM) return [...new Set(given.map(String))];
  if (field.type === NUMBER) return sumDecimals(given);
  return given.map(String).join("、");
}

function valueOf(stored: Json | undefined): Value {
  if (typeof stored === "number") return String(stored);
  return typeof stored === "string" || typeof stored === "boolean" ? stored : null;
}
