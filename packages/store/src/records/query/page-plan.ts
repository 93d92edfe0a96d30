import type { SqlFragment } from "@mortise/expression";
import type { SystemDatabase } from "../../system-schema.ts";
import { sql, type Kysely } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { accessTo } from "../permission/field-guard.ts";
import { rightsList } from "../permission/row-rights.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fieldNotAllowed, queryInvalid } from "../record-errors.ts";
import type { RecordQuery } from "../record-query.ts";
import type { Sql } from "../sql-text.ts";
import { type CompiledStatement, compileStatement, Slot } from "../statement/compiled-statement.ts";
import { PlannedStatement } from "../statement/planned-statement.ts";
import { countSql } from "./count-rows.ts";
import { commonSql } from "./hit-plan.ts";
import { type InlineNames, inlineNames } from "./inline-names.ts";
import { projection } from "./projection.ts";
import { rowConditions } from "./row-conditions.ts";
import { keywordSql, searchFragment } from "./search-sql.ts";
import { type OrderKey, orderValuesSql, sortOrder } from "./sort-order.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;
/** Rows that one read may skip: their index entries are walked, so this bounds what a jump costs. */
const MAX_OFFSET = 200_000;

/** Where in a list a page is asked for. */
export type PagePlace = "after" | "before" | "around" | "offset";

/** What is asked of a list, wherever in it and whatever the keyword. */
export type ListQuestion = Omit<RecordQuery, PagePlace | "search">;

/** A keyword as a condition, if there is one: its text is a part of the question, its parameters are values of the run. */
export function keywordOf(access: RowAccess, { search }: RecordQuery): SqlFragment | undefined {
  return search === undefined || search.trim() === "" ? undefined : searchFragment(access, search);
}

/** The name of the slot of a parameter of the keyword. */
export function keywordSlot(index: number): string {
  return `keyword${index}`;
}

/** How some rows of a list are read. */
export interface WalkPlan {
  /** Walks the order until the page is full. */
  readonly inOrder: PlannedStatement;
  /** Collects what fits by an index and sorts it. */
  readonly collected?: PlannedStatement;
}

/** Whether a keyword is common: asked in the statement that collects its hits, and by itself when that found none. */
export interface CommonKeyword {
  readonly condition: Sql;
  readonly statement: CompiledStatement;
  /** By keyword: until when it is taken to be common, as it was found to be. */
  readonly until: Map<string, number>;
}

/** Everything about a list that depends on who asks and on the question alone, not on where in it the page stands. */
export interface PagePlan {
  readonly access: RowAccess;
  readonly fields: readonly ModelField[];
  readonly children: readonly ModelField[];
  readonly names: InlineNames;
  readonly order: readonly OrderKey[];
  /** Whether that is the order of the newest, whose values are never empty. */
  readonly isNewestFirst: boolean;
  readonly limit: number;
  /** The select list over table `t`. */
  readonly list: Sql;
  readonly conditions: readonly Sql[];
  /** The same for a walk: the keyword in a form that its index cannot serve, or all its hits would be collected first. */
  readonly walked: readonly Sql[];
  /** For keywords: whether the newest rows hold it so often that a walk meets its hits soon. */
  readonly common?: CommonKeyword;
  /** The count wants all rows that fit, up to its cap: their newest are found on the way. */
  readonly isCollected: boolean;
  readonly count?: PlannedStatement;
  /** Ways of reading that were put together before. */
  readonly walks: Map<string, WalkPlan>;
}

/** Puts together what every page of a list has in common. */
export function planPage(
  db: Kysely<SystemDatabase>,
  access: RowAccess,
  { query, keyword }: { readonly query: ListQuestion; readonly keyword: SqlFragment | undefined },
): PagePlan {
  const fields = selectedFields(access, query);
  const names = inlineNames(access, fields);
  const order = sortOrder(access, query.sort);
  const others = rowConditions(access, query);
  const isNewest = isNewestFirst(access, query);
  const holds = keyword && keywordSql(access, keyword, (_value, index) => new Slot(keywordSlot(index)));
  const conditions = holds ? [...others, holds] : others;
  return {
    access,
    fields,
    children: childFields(access, query.children ?? []),
    names,
    order,
    isNewestFirst: isNewest,
    limit: clampLimit(query.limit),
    list: sql`${projection(fields, access)}${rightsList(access)}${names.list}${orderValuesSql(order)}`,
    conditions,
    walked: holds ? [...others, sql`(${holds}) is true`] : others,
    ...(holds ? { common: commonKeyword(db, access, holds) } : {}),
    isCollected: query.count === "capped" && isNewest && query.filter !== undefined && query.filter !== null,
    ...(query.count
      ? { count: plannedStatement(db, access, countSql(access, conditions, query.count)) }
      : {}),
    walks: new Map(),
  };
}

/** A statement of a list, prepared where that is no worse. */
export function plannedStatement(
  db: Kysely<SystemDatabase>,
  { model }: RowAccess,
  statement: Sql,
): PlannedStatement {
  return new PlannedStatement(compileStatement(db, statement), model.preparedText);
}

function commonKeyword(db: Kysely<SystemDatabase>, access: RowAccess, keyword: Sql): CommonKeyword {
  const condition = commonSql(access, keyword);
  return { condition, statement: compileStatement(db, sql`select ${condition} as common`), until: new Map() };
}

function isNewestFirst({ permission }: RowAccess, { sort = [] }: ListQuestion): boolean {
  const [first] = sort;
  if (!first) return true;
  const isNewest = first.field === "created_at" && first.descending === true;
  return isNewest && sort.length === 1 && !permission.limits.has("created_at");
}

/** The fields that a query answers: those it asks for, or all that are not hidden. */
export function selectedFields(access: RowAccess, query: ListQuestion): readonly ModelField[] {
  const { model, permission } = access;
  if (!query.fields) {
    return model.values.filter((field) => accessTo(permission, field.id) !== "hidden");
  }
  const asked = new Set(["id", "revision", ...query.fields]);
  return [...asked]
    .map((id) => model.need(id))
    .filter((field) => {
      if (accessTo(permission, field.id) === "hidden") throw fieldNotAllowed({ field: field.id });
      return field.valueType !== null;
    });
}

function childFields(access: RowAccess, asked: readonly string[]): readonly ModelField[] {
  return asked.map((id) => {
    const field = access.model.need(id);
    if (field.kind !== "rows") throw queryInvalid({ part: "children", reason: id });
    if (accessTo(access.permission, id) === "hidden") throw fieldNotAllowed({ field: id });
    return field;
  });
}

/** Rows that a page leaves out. */
export function checkedOffset(offset: number | undefined): number {
  if (offset === undefined) return 0;
  if (Number.isInteger(offset) && offset >= 0 && offset <= MAX_OFFSET) return offset;
  throw queryInvalid({ part: "offset", reason: `0–${MAX_OFFSET}` });
}

/** Rows on a page. */
export function clampLimit(limit: number | undefined): number {
  if (limit === undefined) return DEFAULT_LIMIT;
  if (!Number.isInteger(limit)) throw queryInvalid({ part: "limit", reason: String(limit) });
  return Math.min(Math.max(limit, 1), MAX_LIMIT);
}
