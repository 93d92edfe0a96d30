import { kindOfField } from "../available-fields.ts";
import type { FieldDefinition } from "../documents/entity.ts";
import { fieldsOfAction, type RecordRule, type RuleAction } from "../documents/record-rule.ts";
import { checkExpressionAt, checkUniqueIds } from "./check-parts.ts";
import type { CheckedPlace } from "./checked-place.ts";
import { checkFill, checkNarrow } from "./check-linkage.ts";
import { checkLooks } from "./check-looks.ts";
import { conditionFacts } from "./condition-facts.ts";
import { checkRuleConflicts } from "./rule-conflicts.ts";

/** Rules beyond which nobody sees through a form any more. */
const MOST_RULES = 200;

/** Checks the rules of an entity: what they look at, what they do, and whether they can and may hold together. */
export function checkRules(place: CheckedPlace): void {
  const { entity, list } = place;
  const { rules = [] } = entity;
  checkUniqueIds("rules", rules, list);
  if (rules.length > MOST_RULES) {
    list.error("rules", `一个实体最多 ${MOST_RULES} 条规则`, `An entity has at most ${MOST_RULES} rules`);
  }
  rules.forEach((rule, index) => checkRule(rule, `rules.${index}`, place));
  checkRuleConflicts(rules, place);
}

function checkRule(rule: RecordRule, path: string, place: CheckedPlace): void {
  const { entity, catalog, list } = place;
  const scope = catalog.scope(entity.id);
  checkExpressionAt(`${path}.when`, rule.when, scope, { expected: "boolean", list });
  checkLooks(`${path}.when`, rule.when, place);
  if (conditionFacts(rule.when).length === 0) {
    list.warning(
      `${path}.when`,
      "条件自相矛盾，这条规则永远不会生效",
      "The condition contradicts itself; the rule never applies",
    );
  }
  rule.actions.forEach((action, index) => checkAction(action, `${path}.actions.${index}`, place));
}

/** Actions that are about a field of the form itself, not one that the system keeps. */
const GIVES_VALUES: ReadonlySet<RuleAction["type"]> = new Set(["set", "offer", "fill", "narrow", "gate"]);

/** Checks one action: the fields it names and what it does with them. */
export function checkAction(action: RuleAction, path: string, place: CheckedPlace): void {
  const { entity, catalog, list } = place;
  if (fieldsOfAction(action).length === 0 && "fields" in action && action.type !== "gate") {
    list.error(path, "请选择规则作用的字段", "Choose the fields that the rule is about");
  }
  for (const id of fieldsOfAction(action)) {
    if (id === "") {
      list.error(path, "请选择规则作用的字段", "Choose the field that the rule is about");
      continue;
    }
    const isThere =
      catalog.field(entity.id, id) !== undefined ||
      (!GIVES_VALUES.has(action.type) && kindOfField(catalog, entity.id, id) !== undefined);
    if (!isThere) {
      list.error(
        path,
        `规则里的字段“${id}”不存在，请移除或重新选择`,
        `The field “${id}” of the rule does not exist; remove it or choose another one`,
      );
    }
  }
  if (action.type === "set") checkSet(action, path, place);
  if (action.type === "offer") checkOffer(action, path, place);
  if (action.type === "gate") checkGate(action, path, place);
  if (action.type === "fill") checkFill(action, path, place);
  if (action.type === "narrow") checkNarrow(action, path, place);
  if ((action.type === "refuse" || action.type === "warn") && !action.message.zh && !action.message.en) {
    list.error(`${path}.message`, "请填写提示文字", "Write the message");
  }
  if (action.type === "require" || action.type === "lock") checkFillable(action.fields, path, place);
}

type ActionOf<Type extends RuleAction["type"]> = Extract<RuleAction, { readonly type: Type }>;

function checkSet({ field: id, value }: ActionOf<"set">, path: string, place: CheckedPlace): void {
  const { entity, catalog, list } = place;
  const field = catalog.field(entity.id, id);
  if (!field) return;
  checkFillable([id], path, place);
  const expected = catalog.fieldTypes.kindOf(field);
  checkExpressionAt(`${path}.value`, value, catalog.scope(entity.id), { expected, list });
  checkLooks(`${path}.value`, value, place);
}

function checkOffer(
  { type, field: id, options }: ActionOf<"offer" | "gate">,
  path: string,
  place: CheckedPlace,
): void {
  const { entity, catalog, list } = place;
  const field = catalog.field(entity.id, id);
  if (!field) return;
  const [zh, en] = namesOf(field);
  const keys = catalog.fieldTypes.optionKeys(field);
  if (!keys) {
    list.error(path, `字段“${zh}”没有选项`, `Field “${en}” has no options`);
    return;
  }
  if (options.length === 0) {
    if (type === "gate") list.error(`${path}.options`, "请选择哪些阶段", "Choose the stages");
    else
      list.error(
        `${path}.options`,
        `请选择“${zh}”还能选哪些选项`,
        `Choose the options that are left for “${en}”`,
      );
  }
  for (const option of options.filter((key) => !keys.includes(key))) {
    list.error(
      `${path}.options`,
      `字段“${zh}”没有选项“${option}”，请重新选择`,
      `Field “${en}” has no option “${option}”; choose again`,
    );
  }
}

/** Criteria name options of a field of one option, and fields that people can fill, or say why the move is refused. */
function checkGate(action: ActionOf<"gate">, path: string, place: CheckedPlace): void {
  const { entity, catalog, list } = place;
  checkOffer(action, path, place);
  checkFillable(action.fields, path, place);
  const field = catalog.field(entity.id, action.field);
  if (field && catalog.fieldTypes.optionKeys(field) && catalog.fieldTypes.kindOf(field) !== "option")
    list.error(
      `${path}.field`,
      "准入准出只能用于单选或阶段字段",
      "Criteria are for stages and fields of one option",
    );
  const isSilent = !action.message || (action.message.zh === "" && action.message.en === "");
  if (action.fields.length === 0 && isSilent)
    list.error(
      `${path}.message`,
      "请选择必须填写的字段，或填写提示文字",
      "Choose the fields that have to be filled, or write the message",
    );
}

/** What is worked out cannot be asked of a person. */
function checkFillable(
  fields: readonly string[],
  path: string,
  { entity, catalog, list }: CheckedPlace,
): void {
  for (const id of fields) {
    const field = catalog.field(entity.id, id);
    const isWorkedOut =
      field &&
      (catalog.fieldTypes.expressionOf?.(field) !== undefined ||
        catalog.fieldTypes.derivationOf?.(field) !== undefined);
    if (!isWorkedOut) continue;
    const [zh, en] = namesOf(field);
    list.error(
      path,
      `“${zh}”由系统计算，不能必填、锁定或赋值`,
      `“${en}” is worked out; it cannot be required, locked or set`,
    );
  }
}

function namesOf({ name }: FieldDefinition): readonly [zh: string, en: string] {
  return [name.zh || name.en, name.en || name.zh];
}
