import { parameter, type Sql, sql } from "../../sql/fragment.ts";
import type { CallTyping, OperatorDefinition } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import type { Cell } from "../../values/cell.ts";
import { Exact } from "../../values/number.ts";
import { defineOperator, overText } from "../define.ts";

/** A location as fields keep it: longitude, latitude and perhaps a name. */
const WRITTEN = "^(-?[0-9]{1,3}[.][0-9]{6}),(-?[0-9]{1,2}[.][0-9]{6})( .*)?$";
const FORM = new RegExp(WRITTEN, "s");

function coordinate(text: string, place: 1 | 2): Cell {
  const degrees = FORM.exec(text)?.[place];
  return degrees === undefined ? null : new Exact(degrees);
}

function coordinateSql(text: Sql, place: 1 | 2): Sql {
  return sql`(regexp_match(${text}, ${parameter(WRITTEN, "text")}))[${String(place)}]::numeric`;
}

function typeCoordinate(call: CallTyping): ValueKind {
  call.expect(0, "text");
  return "number";
}

const longitude = defineOperator({
  id: "longitude",
  name: { zh: "经度", en: "longitude" },
  arity: [1, 1],
  formula: { names: ["LONGITUDE"], zh: ["经度"] },
  sentence: { zh: "{0} 的经度", en: "the longitude of {0}" },
  type: typeCoordinate,
  evaluate: (args) => overText(args, (text) => coordinate(text, 1)),
  sql: ([text = sql`NULL::text`]) => coordinateSql(text, 1),
});

const latitude = defineOperator({
  id: "latitude",
  name: { zh: "纬度", en: "latitude" },
  arity: [1, 1],
  formula: { names: ["LATITUDE"], zh: ["纬度"] },
  sentence: { zh: "{0} 的纬度", en: "the latitude of {0}" },
  type: typeCoordinate,
  evaluate: (args) => overText(args, (text) => coordinate(text, 2)),
  sql: ([text = sql`NULL::text`]) => coordinateSql(text, 2),
});

/** Operators that take locations apart. */
export const PLACE_OPERATORS: readonly OperatorDefinition[] = [longitude, latitude];
