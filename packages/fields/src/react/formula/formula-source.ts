import {
  checkExpression,
  describeExpression,
  type Expression,
  type ExpressionNames,
  type ExpressionProblem,
  type FormulaNames,
  kindName,
  printFormula,
  type Scope,
  type ValueKind,
  type VariableType,
} from "@mortise/expression";
import { localize, type Locale, type LocalizedText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { fieldCatalog } from "../../field-catalog.ts";
import { findFieldType } from "../../registry.ts";
import { fieldsBehind, followPath } from "./reference-path.ts";
import { foldText } from "../../text-cleaning.ts";

/** A field that a formula may name: of the record, or of the rows of a sub-table. */
export interface FormulaField {
  /** `amount`, `lines.price`. */
  readonly path: string;
  readonly name: LocalizedText;
  readonly kind: ValueKind;
  readonly field: FieldDefinition;
}

/** The field as pickers offer it: under its path. */
export function namedBy({ field, path, name }: FormulaField): FieldDefinition {
  return { ...field, id: path, name };
}

/** Everything the formula editor knows of the fields at hand. */
export interface FormulaSource {
  readonly fields: readonly FormulaField[];
  /** The fields of what a reference or person points at, by the path to it in ids or labels. */
  readonly behind: (path: string) => readonly FormulaField[];
  readonly names: ExpressionNames;
  readonly finder: FormulaNames;
  readonly scope: Scope;
}

const SYSTEM: Readonly<Record<string, VariableType>> = {
  $user: { kind: "user" },
  $teams: { kind: "teams" },
  $ownTeams: { kind: "teams" },
  $now: { kind: "datetime" },
  $today: { kind: "date" },
};

function typeOf(field: FieldDefinition): VariableType {
  const optionKeys = fieldCatalog.optionKeys(field);
  const currency = fieldCatalog.currencyOf?.(field);
  return {
    kind: fieldCatalog.kindOf(field),
    name: field.name,
    ...(currency === undefined ? {} : { currency }),
    ...(optionKeys ? { optionKeys, optionScores: fieldCatalog.optionScores?.(field) ?? {} } : {}),
  };
}

function inRows(rows: FieldDefinition, field: FieldDefinition): FormulaField {
  const name = { zh: `${rows.name.zh}.${field.name.zh}`, en: `${rows.name.en}.${field.name.en}` };
  return { path: `${rows.id}.${field.id}`, name, kind: fieldCatalog.kindOf(field), field };
}

/** The field at the end of some steps through references, named by all of them: 客户.负责人. */
function asFormulaField(steps: readonly FieldDefinition[]): FormulaField {
  const last = steps.at(-1);
  const join = (text: (field: FieldDefinition) => string): string => steps.map(text).join(".");
  const name = { zh: join((field) => field.name.zh), en: join((field) => field.name.en) };
  // Paths have a step at least.
  const field = last as FieldDefinition;
  return { path: join(({ id }) => id), name, kind: fieldCatalog.kindOf(field), field };
}

/** The names of an entity's fields and of its sub-tables' fields, as formulas write, find and type them. */
export function formulaSource(
  fields: readonly FieldDefinition[],
  entity: (id: string) => EntityDocument | undefined,
): FormulaSource {
  const rowsOf = (field: FieldDefinition): readonly FieldDefinition[] => {
    const target =
      fieldCatalog.kindOf(field) === "rows" ? findFieldType(field.type)?.targetEntity?.(field) : undefined;
    return (target === undefined ? undefined : entity(target)?.fields) ?? [];
  };
  const known: readonly FormulaField[] = fields.flatMap((field) => [
    { path: field.id, name: field.name, kind: fieldCatalog.kindOf(field), field },
    ...rowsOf(field).map((inner) => inRows(field, inner)),
  ]);
  const byPath = new Map(known.map((item) => [item.path, item]));
  const optionsOf = (path: string) => {
    const field = find(path)?.field;
    return (field && findFieldType(field.type)?.options?.(field)) ?? [];
  };
  const related = (path: string): FormulaField | undefined => {
    const steps = path.includes(".") ? followPath(path, fields, entity) : undefined;
    return steps && asFormulaField(steps);
  };
  const find = (path: string): FormulaField | undefined => byPath.get(path) ?? related(path);
  const type = (path: string): VariableType | undefined => {
    const item = find(path);
    if (!item) return Object.hasOwn(SYSTEM, path) ? SYSTEM[path] : undefined;
    const row = {
      variable: (inner: string) => (byPath.has(`${path}.${inner}`) ? type(`${path}.${inner}`) : undefined),
    };
    return { ...typeOf(item.field), ...(item.kind === "rows" ? { row } : {}) };
  };
  return {
    fields: known,
    behind: (path) => {
      const steps = followPath(path, fields, entity);
      const last = steps?.at(-1);
      const inner = last ? fieldsBehind(last, entity) : [];
      return inner.map((field) => asFormulaField([...(steps ?? []), field]));
    },
    scope: { variable: type },
    names: {
      variable: (path) => find(path)?.name,
      option: (path, key) => optionsOf(path).find((option) => option.key === key)?.name,
    },
    finder: {
      resolve: (label) => {
        const wanted = foldText(label);
        const isMeant = ({ path, name }: FormulaField): boolean =>
          [name.zh, name.en, path].some((candidate) => foldText(candidate) === wanted);
        return known.find(isMeant)?.path ?? related(label)?.path;
      },
      option: (path, label) => {
        const wanted = foldText(label);
        return optionsOf(path).find(
          ({ name }) => foldText(name.zh) === wanted || foldText(name.en) === wanted,
        )?.key;
      },
      isRows: (path) => byPath.get(path)?.kind === "rows",
    },
  };
}

/** What a formula that can be read gives, or what does not fit and in which part of it. */
export type FormulaVerdict =
  | { readonly ok: true; readonly kind: LocalizedText; readonly sentence: string }
  | { readonly ok: false; readonly message: LocalizedText; readonly part: string };

function partAt(expression: Expression, path: string): Expression {
  let part: Expression = expression;
  for (const step of path === "" ? [] : path.split(".")) {
    if (typeof part !== "object" || part === null) break;
    // A step names a place in a list or the operator of an object; both are JSON.
    const next = (part as Readonly<Record<string, Expression>>)[step];
    if (next === undefined) break;
    part = next;
  }
  return part;
}

/** Types a formula and puts it into words, for the line below the editor. */
export function judgeFormula(expression: Expression, source: FormulaSource, locale: Locale): FormulaVerdict {
  const checked = checkExpression(expression, source.scope);
  if (checked.ok)
    return {
      ok: true,
      kind: kindName(checked.kind),
      sentence: describeExpression(expression, source.names, locale),
    };
  const [problem] = checked.problems.filter(({ code }) => code !== "EXPR_UNKNOWN_VARIABLE");
  // Names that only the server knows were found by the reader of the line.
  if (!problem) return { ok: true, kind: kindName("null"), sentence: "" };
  return { ok: false, message: problem.message, part: shownPart(expression, problem, source, locale) };
}

function shownPart(
  expression: Expression,
  problem: ExpressionProblem,
  source: FormulaSource,
  locale: Locale,
): string {
  const part = partAt(expression, problem.path);
  if (Array.isArray(part)) return "";
  return printFormula(part, source.names, locale);
}

/** The fields a person may mean by what is written so far, best first; behind a dot those that the reference leads to. */
export function matchingFields(source: FormulaSource, written: string): readonly FormulaField[] {
  const dot = written.lastIndexOf(".");
  const own = bestOf(source.fields, foldText(written));
  if (dot <= 0) return own;
  const behind = source.behind(written.slice(0, dot));
  return [...own, ...bestOf(behind, foldText(written.slice(dot + 1)), true)];
}

function bestOf(
  fields: readonly FormulaField[],
  wanted: string,
  byLastStep = false,
): readonly FormulaField[] {
  const rank = ({ path, name, field }: FormulaField): number => {
    const given = byLastStep ? [field.name.zh, field.name.en, field.id] : [name.zh, name.en, path];
    const texts = given.map(foldText);
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    return texts.some((text) => text.includes(wanted)) ? 1 : 2;
  };
  return fields
    .map((field) => ({ field, place: rank(field) }))
    .filter(({ place }) => place < 2)
    .toSorted((a, b) => a.place - b.place)
    .map(({ field }) => field);
}

/** What a field is called in a language. */
export function fieldLabel(field: FormulaField, locale: Locale): string {
  return localize(field.name, locale);
}
