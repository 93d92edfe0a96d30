import type { Expression, Value } from "@mortise/expression";
import type { Dimension } from "@mortise/metadata";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import { placeSql, type Sql, typeSql } from "../sql-text.ts";
import { groupStartSql, knownGrain, partSql } from "./calendar-groups.ts";
import { dimensionFilter } from "./dimension-filter.ts";
import { bucketKeySql, bucketSql, knownBuckets } from "./number-buckets.ts";
import type { PathJoins, PathSource } from "./path-source.ts";
import { passedPlan } from "./stage-passage.ts";
import { readTeamKey, teamKeys, teamLevelSql } from "./team-level.ts";

const REGION_LEVELS: readonly number[] = [2, 4, 6];

/** A dimension ready for a statement over table `t`. */
export interface DimensionPlan {
  readonly dimension: Dimension;
  readonly field: ModelField;
  /** The key of a row's group. */
  readonly key: Sql;
  /** The joins that lead to it. */
  readonly joins: readonly Sql[];
  /** The list that is spread: a record counts in each of its groups. Absent for single values. */
  readonly list?: { readonly value: Sql; readonly spread: Sql };
  /** Type of the key in the statement. */
  readonly type: Sql;
  /** The key as the answer holds it, over the group's alias: turned into text once per group, not once per row. */
  shown(alias: Sql): Sql;
  /** What groups are ordered by when the query does not say; over the group's own alias. */
  order(alias: Sql): Sql;
  /** The key of the answer, from what is shown. */
  read(raw: unknown): Value;
  /** What is shown of the group with a key: one text, or several where it cannot be told. */
  raws(key: string): readonly string[];
  /** The filter that gives the rows of a group, by what is shown of it. */
  filter(raw: unknown): Expression;
}

/** Plans one dimension: the key of a row's group, in the actor's time zone for dates. */
export function planDimension(
  access: RowAccess,
  dimension: Dimension,
  { index, paths }: { readonly index: number; readonly paths: PathJoins },
): DimensionPlan {
  const source = paths.source(access, dimension.field);
  const { field } = source;
  const isMeasurable = dimension.buckets !== undefined && field.kind !== "boolean";
  if (!field.groupable && !isMeasurable) {
    throw fieldUnsuitable({ field: dimension.field, operation: "group" });
  }
  return { ...plainPlan(access, dimension, source), ...ownPlan(access, { dimension, source, index }) };
}

/** How the groups of a dimension differ from those of plain values. */
type OwnPlan = Partial<DimensionPlan>;

interface DimensionPlace {
  readonly dimension: Dimension;
  readonly source: PathSource;
  readonly index: number;
}

function plainPlan(
  access: RowAccess,
  dimension: Dimension,
  { field, value, joins }: PathSource,
): DimensionPlan {
  const { kind } = field;
  const reading = { kind, timeZone: access.actor.timeZone };
  const type = typeSql((field.valueType ?? "text").replace(/\[\]$/, ""));
  return {
    dimension,
    field,
    key: value,
    joins,
    type,
    shown: (alias) => alias,
    order: (alias) => alias,
    read: keyValue,
    raws: (key) => [key],
    filter: (raw) => dimensionFilter(dimension, keyValue(raw), reading),
  };
}

function ownPlan(access: RowAccess, place: DimensionPlace): OwnPlan {
  const { dimension, source } = place;
  const { field, value } = source;
  if (dimension.buckets) return bucketPlan(dimension, source);
  if (dimension.passed === true) return stagesPlan(access, dimension, source);
  switch (field.kind) {
    case "date":
    case "datetime":
      return datePlan(access, dimension, source);
    case "region":
      return dimension.level === undefined
        ? {}
        : { key: sql`left(${value}, ${regionLevel(dimension.level)}::int)`, type: sql`text` };
    case "options":
    case "users":
    case "teams":
    case "references":
      return listPlan(place);
    case "team":
      return dimension.teamLevel === undefined ? AS_TEXT : teamPlan(access, place, dimension.teamLevel);
    case "option":
      return optionPlan(field);
    case "boolean":
      return {};
    case "text":
    case "number":
    case "user":
    case "reference":
    case "duration":
    case "time":
    case "dateRange":
    case "secret":
    case "rows":
    case "files":
    case "null":
      return AS_TEXT;
  }
}

/** Options stand in their order. */
function optionPlan(field: ModelField): OwnPlan {
  const options = (field.definition && field.type?.options?.(field.definition)) ?? [];
  const keys = options.map((option) => option.key);
  return { order: (alias) => placeSql(keys, alias) };
}

/** No condition can say which records ever were in a stage: `ReachedStage` can. */
function stagesPlan(access: RowAccess, dimension: Dimension, { field }: PathSource): OwnPlan {
  return { ...optionPlan(field), ...passedPlan(access, dimension, field), filter: () => true };
}

const AS_TEXT: OwnPlan = { shown: (alias) => sql`${alias}::text` };

function bucketPlan(dimension: Dimension, { field, value }: PathSource): OwnPlan {
  if (field.kind !== "number" && field.kind !== "duration") {
    throw fieldUnsuitable({ field: dimension.field, operation: "buckets" });
  }
  const buckets = knownBuckets(dimension.buckets ?? { bounds: [] });
  return {
    key: bucketSql(value, buckets),
    type: "width" in buckets ? sql`numeric` : sql`int`,
    shown: (alias) => bucketKeySql(alias, buckets),
    raws: (key) => [
      "width" in buckets
        ? (key.split("..")[0] ?? "")
        : String(
            key.startsWith("..") ? 0 : buckets.bounds.findIndex((bound) => key.startsWith(`${bound}..`)) + 1,
          ),
    ],
  };
}

function datePlan(access: RowAccess, dimension: Dimension, { field, value }: PathSource): OwnPlan {
  const { grain = "day", part, fiscal } = dimension;
  const local =
    field.kind === "datetime"
      ? sql`(${value} at time zone ${access.actor.timeZone})`
      : sql`${value}::timestamp`;
  if (part !== undefined) return { ...AS_TEXT, key: partSql(local, part), type: sql`int` };
  const shift = fiscal === true ? (access.model.calendar().fiscalMonth ?? 1) - 1 : 0;
  const key = groupStartSql(local, knownGrain(grain), shift);
  if (grain !== "hour") return { ...AS_TEXT, key, type: sql`date` };
  return { key, type: sql`timestamp`, shown: (alias) => sql`to_char(${alias}, 'YYYY-MM-DD"T"HH24:MI')` };
}

function listPlan({ source, index }: DimensionPlace): OwnPlan {
  const alias = `d${index}`;
  const join = sql`left join lateral unnest(${source.value}) as ${sql.id(alias)}(key) on true`;
  return {
    ...AS_TEXT,
    key: sql.id(alias, "key"),
    list: { value: source.value, spread: join },
  };
}

function teamPlan(access: RowAccess, { dimension, source, index }: DimensionPlace, level: number): OwnPlan {
  const alias = `l${index}`;
  const join = sql`left join (${teamLevelSql(level)}) as ${sql.id(alias)} on ${sql.id(alias, "id")} = ${source.value}`;
  const reading = { kind: source.field.kind, timeZone: access.actor.timeZone };
  return {
    key: sql.id(alias, "v"),
    joins: [...source.joins, join],
    type: sql`text`,
    read: (raw) => (typeof raw === "string" ? readTeamKey(raw).id : null),
    raws: teamKeys,
    filter(raw) {
      if (typeof raw !== "string") return dimensionFilter(dimension, null, reading);
      const { id, alone } = readTeamKey(raw);
      return dimensionFilter(dimension, id, { ...reading, alone });
    },
  };
}

function regionLevel(level: number): number {
  if (!REGION_LEVELS.includes(level)) throw queryInvalid({ part: "level", reason: String(level) });
  return level;
}

/** A group's key as the answer holds it. */
export function keyValue(raw: unknown): Value {
  return typeof raw === "string" || typeof raw === "boolean" ? raw : null;
}
