import { type Expression, variablesOf } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import type { Catalog, DocumentKey, SortKey, ViewDocument } from "@mortise/metadata";

/** A column that a saved question compares with one value; the value is `null` when it depends on who asks. */
export interface FixedColumn {
  readonly column: string;
  readonly value: string | number | boolean | null;
}

/** What a saved view or a card of a dashboard asks of the rows of its entity. */
export interface SavedQuestion {
  readonly document: DocumentKey;
  readonly entity: string;
  /** Columns that are compared with one value each. */
  readonly fixed: readonly FixedColumn[];
  /** The column of which only a beginning is compared: that of a region. */
  readonly within?: FixedColumn;
  /** Further columns that the condition looks at. */
  readonly looked: readonly string[];
  /** The order of a list; empty for cards. */
  readonly sort: readonly SortKey[];
  /** The column without which a record is not asked for: the day on which it begins, in calendars. */
  readonly filled?: string;
  /** Columns that a card groups by. */
  readonly groups: readonly string[];
  /** Columns that a card adds up. */
  readonly figures: readonly string[];
}

/** Every question that the views and dashboards of an app ask, in the order of the documents. */
export function savedQuestions(catalog: Catalog): readonly SavedQuestion[] {
  const views = catalog.all("view").map((view): SavedQuestion => ({
    document: `view/${view.id}`,
    entity: view.entity,
    ...conditionColumns(view.filter),
    ...orderOf(view),
    groups: [],
    figures: [],
  }));
  const cards = catalog.all("dashboard").flatMap(({ id, cards }) =>
    cards.map(({ entity, filter, dimensions, measures }): SavedQuestion => {
      const own = conditionColumns(filter);
      const further = measures.flatMap((measure) => variablesOf(measure.filter ?? null));
      return {
        document: `dashboard/${id}`,
        entity,
        ...own,
        looked: [...own.looked, ...further],
        sort: [],
        groups: dimensions.map(({ field }) => field),
        figures: measures.flatMap(({ field }) => (field === undefined ? [] : [field])),
      };
    }),
  );
  return [...views, ...cards];
}

/** Calendars and gantt charts ask for a stretch of days, by the day on which records begin. */
function orderOf({ layout, dates, sort = [] }: ViewDocument): Pick<SavedQuestion, "sort" | "filled"> {
  if (!dates || (layout !== "calendar" && layout !== "gantt")) return { sort };
  return { sort: [{ field: dates.start }], filled: dates.start };
}

function conditionColumns(
  filter: Expression | undefined,
): Pick<SavedQuestion, "fixed" | "looked" | "within"> {
  const parts = conjuncts(filter);
  const fixed = parts.flatMap((part) => fixedColumn(part) ?? []);
  const [within] = parts.flatMap((part) => withinColumn(part) ?? []);
  const columns = new Set([...fixed, ...(within ? [within] : [])].map(({ column }) => column));
  // Of a path to another record the reference is looked at here.
  const looked = variablesOf(filter ?? null)
    .filter((path) => !path.startsWith("$"))
    .map((path) => path.split(".", 1)[0] ?? path)
    .filter((column) => !columns.has(column));
  return { fixed, looked: [...new Set(looked)], ...(within ? { within } : {}) };
}

function conjuncts(filter: Expression | undefined): readonly Expression[] {
  if (!isPlainObject(filter)) return [];
  const all: unknown = filter["and"];
  // Arguments of an expression are expressions.
  return Array.isArray(all) ? (all as readonly Expression[]).flatMap(conjuncts) : [filter];
}

/** Whether a variable is a column of the table itself: no variable of the system, no path to another record. */
function isOwnColumn(path: unknown): path is string {
  return typeof path === "string" && !path.startsWith("$") && !path.includes(".");
}

function withinColumn(part: Expression): FixedColumn | undefined {
  if (!isPlainObject(part)) return undefined;
  const pair: unknown = part["within"];
  if (!Array.isArray(pair) || pair.length !== 2) return undefined;
  const [left, value]: readonly unknown[] = pair;
  const column = isPlainObject(left) ? left["var"] : undefined;
  if (!isOwnColumn(column) || typeof value !== "string") return undefined;
  return { column, value };
}

function fixedColumn(part: Expression): FixedColumn | undefined {
  if (!isPlainObject(part)) return undefined;
  const pair: unknown = part["=="];
  if (!Array.isArray(pair) || pair.length !== 2) return undefined;
  const [left, right]: readonly unknown[] = pair;
  const column = isPlainObject(left) ? left["var"] : undefined;
  if (!isOwnColumn(column)) return undefined;
  if (typeof right === "string" || typeof right === "number" || typeof right === "boolean") {
    return { column, value: right };
  }
  const variable = isPlainObject(right) ? right["var"] : undefined;
  return variable === "$user" ? { column, value: null } : undefined;
}
