import { certain, falseWhenNull, parameter, sql, type Sql } from "../sql/fragment.ts";
import { isListKind } from "../tree/adapt.ts";
import type { CallTyping, Evaluate, OperatorDefinition } from "../tree/node.ts";
import type { ValueKind } from "../types.ts";
import type { Cell } from "../values/cell.ts";
import { argument, defineOperator } from "./define.ts";

function typeWithin(call: CallTyping): ValueKind {
  const kind = call.kind(0);
  const [, area] = call.nodes;
  if (kind === "team" || kind === "user") {
    call.expect(1, kind === "team" ? "teams" : "users");
    return "boolean";
  }
  call.expect(0, "region");
  if (area?.type !== "list") call.expect(1, "region");
  else call.unifyElements(0, 1);
  return "boolean";
}

function lies(code: Cell, area: Cell): boolean {
  return typeof code === "string" && typeof area === "string" && code.startsWith(area);
}

function evaluateWithin(value: Evaluate, area: Evaluate, byKey: boolean): Evaluate {
  return (environment) => {
    const code = value(environment);
    const areas = area(environment);
    if (!Array.isArray(areas)) return lies(code, areas);
    return code !== null && areas.some((item: Cell) => (byKey ? item === code : lies(code, item)));
  };
}

const DIGITS = /^\d+$/;

/** As a range, which an index serves whether the planner knows the code or not. */
function beginsWith(value: Sql, code: string): Sql {
  const end = code.slice(0, -1) + String.fromCharCode(code.charCodeAt(code.length - 1) + 1);
  const range = sql`${value} ~>=~ ${parameter(code, "text")} AND ${value} ~<~ ${parameter(end, "text")}`;
  return falseWhenNull(range, [value]);
}

/**
 * A region lies within another when its code starts with the other's (370102 within 3701); a team lies within a list
 * of teams when it is one of them (`$teams` holds whole subtrees).
 */
const within = defineOperator({
  id: "within",
  name: { zh: "属于", en: "is within" },
  arity: [2, 2],
  formula: { names: ["WITHIN"], zh: ["属于"] },
  sentence: { zh: "{0} 属于 {1}", en: "{0} is within {1}" },
  isFalseOnNull: () => true,
  type: typeWithin,
  evaluate: (args, call) => {
    const byKey = call.arguments[0]?.kind !== "region";
    return evaluateWithin(argument(args, 0), argument(args, 1), byKey);
  },
  sql(args, call) {
    const [value = sql`NULL`, area = sql`NULL`] = args;
    const [valueNode, areaNode] = call.arguments;
    if (valueNode?.kind !== "region") return falseWhenNull(sql`${value} = ANY(${area})`, [value, area]);
    if (areaNode && isListKind(areaNode.kind)) {
      return certain(sql`EXISTS (SELECT FROM unnest(${area}) AS area WHERE starts_with(${value}, area))`);
    }
    if (areaNode?.type === "literal" && typeof areaNode.cell === "string") {
      if (value.atomic && DIGITS.test(areaNode.cell)) return beginsWith(value, areaNode.cell);
      return falseWhenNull(sql`${value} LIKE ${parameter(`${areaNode.cell}%`, "text")}`, [value]);
    }
    return falseWhenNull(sql`starts_with(${value}, ${area})`, [value, area]);
  },
});

const LIST_OF: Partial<Record<ValueKind, ValueKind>> = { team: "teams", reference: "references" };

function typeUnder(call: CallTyping): ValueKind {
  const [place, area] = call.nodes;
  const list = LIST_OF[call.kind(0)];
  const isTree = place?.type === "variable" && place.tree === true;
  if (!list || !isTree || place.rows !== undefined) {
    call.problem(0, "EXPR_TYPE", {
      zh: "这里需要部门字段或关联到有上下级的记录的字段，而且只能用于筛选、视图、报表、权限和流程",
      en: "Expected a team or a reference to records that stand in a tree; only filters, views, reports, rights and flows know the tree",
    });
  } else if (area?.type === "list") call.unifyElements(0, 1);
  else call.expect(1, place.kind, list);
  return "boolean";
}

/**
 * A team or a record of a tree is the given one or stands somewhere below it. In SQL everything below is found once for
 * the statement; in JavaScript the environment tells what stands above a value.
 */
const under = defineOperator({
  id: "under",
  name: { zh: "是或隶属于", en: "is or is below" },
  arity: [2, 2],
  formula: { names: ["UNDER"], zh: ["是或隶属于"] },
  sentence: { zh: "{0} 是 {1} 及下级", en: "{0} is {1} or below" },
  isFalseOnNull: () => true,
  type: typeUnder,
  evaluate: (args, call) => {
    const [value, area] = [argument(args, 0), argument(args, 1)];
    const [place] = call.arguments;
    const path = place?.type === "variable" ? place.path : "";
    return (environment) => {
      const id = value(environment);
      const sought = area(environment);
      if (typeof id !== "string" || sought === null) return false;
      // Type rules let only ids and lists of ids stand here.
      const wanted = new Set<unknown>(Array.isArray(sought) ? sought : [sought]);
      return wanted.has(id) || (environment.above?.(id, path) ?? []).some((one) => wanted.has(one));
    };
  },
  sql([value = sql`NULL::uuid`, area = sql`NULL::uuid`], call, context) {
    const [place, areaNode] = call.arguments;
    const ids = areaNode && isListKind(areaNode.kind) ? area : sql`ARRAY[${area}]`;
    const path = place?.type === "variable" ? place.path : "";
    // A join, also when it is negated; comparing each row with a long array would go through it to the end.
    return certain(
      sql`EXISTS (SELECT FROM (${context.below(path, ids)}) AS below(id) WHERE below.id = ${value})`,
    );
  },
});

/** Where a telephone number was given out. The server knows; a form in the browser learns it when the record is saved. */
const phoneRegion = defineOperator({
  id: "phoneRegion",
  name: { zh: "号码归属地", en: "the region of a telephone number" },
  arity: [1, 1],
  formula: { names: ["PHONEREGION"], zh: ["号码归属地"] },
  sentence: { zh: "{0} 的归属地", en: "the region of {0}" },
  type(call): ValueKind {
    call.expect(0, "text");
    return "region";
  },
  evaluate: (args) => {
    const number = argument(args, 0);
    return (environment) => {
      const text = number(environment);
      return typeof text === "string" ? (environment.regionOfPhone?.(text) ?? null) : null;
    };
  },
  sql: ([number = sql`NULL::text`], _call, context) => {
    const prefixes = sql`SELECT substr(n.national, 1, size.s) FROM generate_series(2, 7) AS size(s)`;
    // The longest prefix that is known, of Chinese numbers only.
    return sql`(SELECT p.region FROM (SELECT split_part(substr(${number}, 4), ';', 1) AS national,
      starts_with(${number}, '+86') AS chinese) AS n, ${context.phonePrefixes()} AS p
      WHERE n.chinese AND p.prefix IN (${prefixes}) ORDER BY length(p.prefix) DESC LIMIT 1)`;
  },
});

const BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const GROUP = "[0-9a-f]{1,4}";
/** An address of IPv4 or IPv6, in words that JavaScript and the database read alike. */
const ADDRESS = `^(${[
  `${BYTE}([.]${BYTE}){3}`,
  `(${GROUP}:){7}${GROUP}`,
  `(${GROUP}:){1,7}:`,
  ...[1, 2, 3, 4, 5, 6].map((after) => `(${GROUP}:){1,${7 - after}}(:${GROUP}){1,${after}}`),
  `:((:${GROUP}){1,7}|:)`,
].join("|")})$`;
const IS_ADDRESS = new RegExp(ADDRESS, "i");

/** Where an internet address is used. The server knows, once its administrator has given it a list. */
const ipRegion = defineOperator({
  id: "ipRegion",
  name: { zh: "IP 归属地", en: "the region of an internet address" },
  arity: [1, 1],
  formula: { names: ["IPREGION"], zh: ["IP归属地"] },
  sentence: { zh: "{0} 的归属地", en: "the region of {0}" },
  type(call): ValueKind {
    call.expect(0, "text");
    return "region";
  },
  evaluate: (args) => {
    const address = argument(args, 0);
    return (environment) => {
      const text = address(environment);
      return typeof text === "string" && IS_ADDRESS.test(text)
        ? (environment.regionOfIp?.(text) ?? null)
        : null;
    };
  },
  sql: ([address = sql`NULL::text`], _call, context) => {
    const number = sql`CASE WHEN ${address} ~* ${parameter(ADDRESS, "text")} THEN (${address})::inet END`;
    // The last range that begins before it, when it reaches that far.
    return sql`(SELECT CASE WHEN r.last >= a.number THEN r.region END
      FROM (SELECT ${number} AS number) AS a, ${context.ipRanges()} AS r
      WHERE r.first <= a.number AND family(r.first) = family(a.number) ORDER BY r.first DESC LIMIT 1)`;
  },
});

/** Operators on places and organisation. */
export const REGION_OPERATORS: readonly OperatorDefinition[] = [within, under, phoneRegion, ipRegion];
