import type { Explanation, Expression, Value } from "@mortise/expression";
import { type LocalizedText, sameText } from "@mortise/kit";
import type { Catalog, FieldDefinition } from "@mortise/metadata";
import type { DecisionDetail } from "./decision.ts";
import type { VariableNames } from "./node-output.ts";
import { plainText } from "./plain-text.ts";

/** Names of people, teams and records by id. */
export type LabelOf = (id: string) => string | undefined;

const SYSTEM_NAMES: Readonly<Record<string, LocalizedText>> = {
  id: { zh: "编号", en: "Id" },
  owner: { zh: "负责人", en: "Owner" },
  team: { zh: "所属团队", en: "Team" },
  created_at: { zh: "创建时间", en: "Created at" },
  created_by: { zh: "创建人", en: "Created by" },
  updated_at: { zh: "更新时间", en: "Updated at" },
  updated_by: { zh: "更新人", en: "Updated by" },
  $user: { zh: "操作人", en: "The person acting" },
  $now: { zh: "现在", en: "now" },
  $today: { zh: "今天", en: "today" },
};
const EMPTY: LocalizedText = { zh: "（空）", en: "(empty)" };

/** What a field's values are called, provided by the registry of field types. */
export type ValueText = (field: FieldDefinition, value: Value, label: LabelOf) => LocalizedText;

const NO_VARIABLES: VariableNames = { find: () => undefined };

/** Says fields, values and conditions of one app in business words. */
export class Wording {
  readonly catalog: Catalog;
  readonly label: LabelOf;
  readonly #valueText: ValueText;
  readonly #variables: VariableNames;

  constructor(
    catalog: Catalog,
    label: LabelOf,
    valueText: ValueText,
    variables: VariableNames = NO_VARIABLES,
  ) {
    this.#variables = variables;
    this.catalog = catalog;
    this.label = label;
    this.#valueText = valueText;
  }

  /** Name of an entity. */
  entity(id: string | undefined): LocalizedText {
    return (id && this.catalog.find("entity", id)?.name) || { zh: "未选择", en: "not chosen" };
  }

  /** Name of a form. */
  form(id: string): LocalizedText {
    return this.catalog.find("form", id)?.name ?? { zh: "未选择", en: "not chosen" };
  }

  /** Name of a field; `$old.x` is the field before the change. */
  field(entity: string, path: string): LocalizedText {
    if (path.startsWith("$old.")) {
      const name = this.field(entity, path.slice("$old.".length));
      return { zh: `原${name.zh}`, en: `previous ${name.en}` };
    }
    const variable = this.#variables.find(path);
    if (variable) return variable.field.name;
    const dot = path.indexOf(".");
    if (dot > 0) {
      const first = path.slice(0, dot);
      const target = this.catalog.targetOf(entity, first) ?? "";
      const [of, name] = [this.field(entity, first), this.field(target, path.slice(dot + 1))];
      return { zh: `${of.zh}的${name.zh}`, en: `${of.en}'s ${name.en}` };
    }
    return this.catalog.field(entity, path)?.name ?? SYSTEM_NAMES[path] ?? sameText(path);
  }

  /** The entity that a reference, several references or a variable that holds records lead to. */
  target(entity: string, path: string): string | undefined {
    const variable = this.#variables.find(path)?.field;
    return variable ? this.catalog.fieldTypes.targetEntity(variable) : this.catalog.targetOf(entity, path);
  }

  /** A value as people read it. */
  value(entity: string, path: string, value: Value | undefined): LocalizedText {
    if (value === null || value === undefined || value === "") return EMPTY;
    const plain = path.replace(/^\$old\./, "");
    const field = this.#variables.find(path)?.field ?? this.catalog.field(entity, plain);
    if (field) return this.#valueText(field, value, this.label);
    const text = typeof value === "string" ? (this.label(value) ?? value) : plainText(value);
    return sameText(text);
  }

  /** A person's or team's name. */
  name(id: string | undefined): string {
    return (id !== undefined && this.label(id)) || (id ?? "");
  }

  /** The comparisons behind a result, those that settled it marked. */
  findings(entity: string, explanation: Explanation): readonly DecisionDetail[] {
    return leaves(explanation, true).map(({ part, decisive }) => ({
      ...this.#guards(part.variables ?? [part.variable ?? ""]),
      field: (part.variable ?? "").replace(/^\$old\./, ""),
      label: this.field(entity, part.variable ?? ""),
      value: this.#comparison(entity, part),
      ...((part.variables ?? []).length > 1
        ? { uses: part.variables?.map((path) => path.replace(/^\$old\./, "")) ?? [] }
        : {}),
      decisive,
    }));
  }

  /** Fields of other entities that stand behind the variables of a comparison. */
  #guards(paths: readonly string[]): Pick<DecisionDetail, "guards"> {
    const guards = paths.flatMap((path) => this.#variables.find(path)?.guard ?? []);
    return guards.length > 0 ? { guards } : {};
  }

  #comparison(entity: string, part: Explanation): LocalizedText {
    const path = part.variable ?? "";
    const left = this.value(entity, path, part.left);
    const right = this.value(entity, path, part.right);
    const sign = part.result === true ? "✓" : "✗";
    const operator = OPERATORS[part.operator];
    if (!operator) return { zh: `${left.zh} ${sign}`, en: `${left.en} ${sign}` };
    return {
      zh: `${left.zh}（要求：${operator.zh}${right.zh}）${sign}`,
      en: `${left.en} (wanted: ${operator.en} ${right.en}) ${sign}`,
    };
  }
}

const OPERATORS: Readonly<Record<string, LocalizedText>> = {
  "==": { zh: "等于", en: "is" },
  "!=": { zh: "不等于", en: "is not" },
  ">": { zh: "大于", en: "more than" },
  ">=": { zh: "不少于", en: "at least" },
  "<": { zh: "小于", en: "less than" },
  "<=": { zh: "不超过", en: "at most" },
  in: { zh: "属于", en: "one of" },
};

function leaves(
  explanation: Explanation,
  decisive: boolean,
): readonly { readonly part: Explanation; readonly decisive: boolean }[] {
  if (explanation.variable !== undefined) return [{ part: explanation, decisive }];
  return explanation.parts.flatMap((part) => leaves(part, decisive && part.decisive));
}

/** A condition as a sentence; "always" when there is none. */
export type DescribeCondition = (entity: string, condition: Expression | undefined) => LocalizedText;
