import { checkExpression, type CheckOptions, type Expression, type Scope } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import { kindOfField } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import { ID_PATTERN } from "../schema/parts.ts";
import type { ProblemList } from "./problem.ts";

const ID = new RegExp(ID_PATTERN);

/** Names of kept tables and columns begin with it. */
const KEPT_PREFIX = "zz_";

/** An id names tables and columns, so it is short, lower-case and ASCII. */
export function checkId(path: string, id: string, list: ProblemList): void {
  if (!ID.test(id)) {
    list.error(
      path,
      `标识“${id}”不合要求：以小写字母开头，只含小写字母、数字和下划线，最长 48 位`,
      `The id “${id}” must start with a lower-case letter and hold only a–z, 0–9 and _, at most 48`,
    );
  } else if (id.startsWith(KEPT_PREFIX)) {
    list.error(path, `标识不能以 ${KEPT_PREFIX} 开头`, `An id cannot start with ${KEPT_PREFIX}`);
  }
}

/** Characters that a name may have in each language: some sentences. */
const LONGEST_NAME = 500;

/** A name must exist in one language at least, better in both, and stay one that people can read. */
export function checkName(path: string, name: LocalizedText, list: ProblemList): void {
  const missing = [name.zh, name.en].filter((text) => text.trim() === "").length;
  if (missing === 2) list.error(path, "请填写名称", "Give it a name");
  const longest = Math.max(...[name.zh, name.en].map((text) => [...text].length));
  if (longest > LONGEST_NAME) {
    list.error(
      path,
      `名称“${beginning(name.zh || name.en)}”太长：最多 ${LONGEST_NAME} 个字，现在有 ${longest} 个`,
      `The name “${beginning(name.en || name.zh)}” is too long: at most ${LONGEST_NAME} characters, this has ${longest}`,
    );
    return;
  }
  if (missing === 1) {
    list.warning(
      path,
      `名称“${name.zh || name.en}”只有一种语言，另一种语言的界面会显示同样的文字`,
      `The name “${name.en || name.zh}” exists in one language only; the other one shows the same text`,
    );
  }
}

const beginning = (text: string): string => `${[...text].slice(0, 20).join("")}…`;

/** Ids within a list must differ. */
export function checkUniqueIds(
  path: string,
  items: readonly { readonly id: string }[],
  list: ProblemList,
): void {
  const seen = new Set<string>();
  items.forEach(({ id }, index) => {
    if (seen.has(id)) {
      list.error(
        `${path}.${index}.id`,
        `标识“${id}”重复，请改成别的`,
        `The id “${id}” is used twice; change one`,
      );
    }
    seen.add(id);
  });
}

/** Tells whether the entity exists and complains otherwise. */
export function checkEntityExists(
  path: string,
  entity: string,
  catalog: Catalog,
  list: ProblemList,
): boolean {
  if (catalog.find("entity", entity)) return true;
  list.error(
    path,
    `实体“${entity}”不存在，请重新选择`,
    `The entity “${entity}” does not exist; choose another one`,
  );
  return false;
}

/** A field or system field of an entity must exist and hold a value of its own (child rows do not). */
export function checkFieldExists(
  path: string,
  place: { readonly entity: string; readonly field: string; readonly rows?: boolean },
  catalog: Catalog,
  list: ProblemList,
): boolean {
  const kind = kindOfField(catalog, place.entity, place.field);
  if (kind === undefined) {
    list.error(
      path,
      `字段“${place.field}”不存在，请移除或重新选择`,
      `The field “${place.field}” does not exist; remove it or choose another one`,
    );
    return false;
  }
  if (kind === "rows" && !place.rows) {
    list.error(path, "这里不能使用子表字段", "A sub-table cannot be used here");
    return false;
  }
  return true;
}

/** An expression must fit its place; each problem leads into the expression. */
export function checkExpressionAt(
  path: string,
  expression: Expression | undefined,
  scope: Scope,
  options: CheckOptions & { readonly list: ProblemList },
): void {
  if (expression === undefined) return;
  const { list, ...rest } = options;
  const result = checkExpression(expression, scope, rest);
  if (result.ok) return;
  for (const problem of result.problems) {
    const inner = problem.path === "" ? path : `${path}.${problem.path}`;
    list.error(inner, problem.message.zh, problem.message.en);
  }
}

/** A condition that the database evaluates: true or false, and compilable to SQL. */
export function checkCondition(
  path: string,
  expression: Expression | undefined,
  place: { readonly entity: string; readonly catalog: Catalog },
  list: ProblemList,
): void {
  const scope = place.catalog.queryScope(place.entity);
  checkExpressionAt(path, expression, scope, { expected: "boolean", sql: true, list });
}
