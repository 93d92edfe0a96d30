import { counted } from "@mortise/kit";
import type { ValueKind } from "@mortise/expression";
import { missing } from "../../model/checks.ts";
import {
  cellCondition,
  type DecisionTable,
  INPUT_KINDS,
  readTable,
} from "../../model/decision-table/table.ts";
import { type CheckContext, defineNode, NEXT, type SettingProblem } from "../../model/node-type.ts";
import { outputField, stepDecisionTable } from "./step.ts";
import { text } from "./text.ts";

/** Leads from values of the record to results, by the rows of a table. */
export const decisionTableNode = defineNode({
  id: "decision-table",
  name: text.name,
  description: text.description,
  group: "logic",
  icon: "table",
  color: "gold",
  settings: [
    {
      id: "hits",
      name: text.hits,
      kind: "choice",
      default: "first",
      choices: [
        { value: "first", name: text.first },
        { value: "all", name: text.all },
      ],
    },
    { id: "table", name: text.table, kind: "custom", editor: "decision-table", required: true },
  ],
  initial: { hits: "first" },
  exits: () => [
    { ...NEXT, name: text.fits },
    { id: "none", name: text.none },
  ],
  outputs: (settings) =>
    readTable(settings.get("table"))
      .results.filter(({ id }) => id !== "")
      .map((result) => ({ field: outputField(result, settings) })),
  summary(settings, { wording, entity }) {
    const { inputs, results, rows } = readTable(settings.get("table"));
    const from = inputs.map(({ field }) => wording.field(entity, field));
    const to = results.map(({ field }) => field.name);
    return {
      zh: `${from.map(({ zh }) => zh).join(" × ") || "…"} → ${to.map(({ zh }) => zh).join("、") || "…"}（${rows.length} 行）`,
      en: `${from.map(({ en }) => en).join(" × ") || "…"} → ${to.map(({ en }) => en).join(", ") || "…"} (${counted(rows.length, "row")})`,
    };
  },
  check(settings, context) {
    const table = readTable(settings.get("table"));
    if (table.inputs.length === 0) return [missing("table.inputs", text.noInput)];
    if (table.results.length === 0) return [missing("table.results", text.noResult)];
    if (table.rows.length === 0) return [missing("table.rows", text.noRow)];
    return checkCells(table, context);
  },
  step: stepDecisionTable,
});

function checkCells(table: DecisionTable, context: CheckContext): readonly SettingProblem[] {
  return table.inputs.flatMap((input, column) => {
    const kind: ValueKind | undefined = context.variable(input.field)?.kind;
    if (kind === undefined || !INPUT_KINDS.includes(kind))
      return [missing(`table.inputs.${column}.field`, text.noField)];
    return table.rows.flatMap(({ when }, row) => {
      const cell = when[input.id];
      if (!cell) return [];
      return context.expression(`table.rows.${row}.when.${input.id}`, cellCondition(input, kind, cell), [
        "boolean",
      ]);
    });
  });
}
