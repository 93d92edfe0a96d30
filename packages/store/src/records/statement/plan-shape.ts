import { isPlainObject } from "@mortise/kit";

/**
 * The shape of an execution plan as `explain (format json)` tells it: which nodes over which tables and indexes, no
 * costs and no values. Two plans of one shape do the same work.
 */
export function planShape(explained: unknown): string {
  const [first]: readonly unknown[] = Array.isArray(explained) ? explained : [];
  return isPlainObject(first) ? shapeOf(first["Plan"]) : "";
}

const TELLING = ["Node Type", "Parent Relationship", "Relation Name", "Index Name", "Join Type", "Strategy"];

function shapeOf(node: unknown): string {
  if (!isPlainObject(node)) return "";
  const own = TELLING.map((key) => node[key])
    .filter((value) => typeof value === "string")
    .join(" ");
  const children: readonly unknown[] = Array.isArray(node["Plans"]) ? node["Plans"] : [];
  const inner = children.filter((child) => !isValue(child)).map(shapeOf);
  return `${own}(${inner.join(",")})`;
}

/** A parameter in a subselect of its own: see `withoutValues`. */
function isValue(node: unknown): boolean {
  return (
    isPlainObject(node) &&
    node["Node Type"] === "Result" &&
    node["Parent Relationship"] === "InitPlan" &&
    node["Plans"] === undefined
  );
}

const PARAMETER =
  /\$(\d+)::(uuid|text|timestamptz|date|tsquery|numeric|integer|bigint|boolean)((?:\[\])?)(?![\w([])/g;

/** A parameter that stands anywhere else. */
const BARE = /(?<!\(select )\$\d/;

/**
 * The statement with its parameters in subselects, so that the planner does not see their values: then the plan for
 * some values is the plan for all, and PostgreSQL keeps it. Undefined when a parameter cannot be hidden so.
 */
export function withoutValues(text: string): string | undefined {
  const hidden = text.replaceAll(PARAMETER, "((select $$$1::$2$3)::$2$3)");
  return BARE.test(hidden) ? undefined : hidden;
}
