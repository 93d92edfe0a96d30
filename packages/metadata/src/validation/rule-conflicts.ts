import { variablesOf } from "@mortise/expression";
import { isSame } from "../diff/change.ts";
import { fieldsFilledBy, type RecordRule, type RuleAction } from "../documents/record-rule.ts";
import type { CheckedPlace } from "./checked-place.ts";
import { mayBothHold } from "./condition-facts.ts";

/** One action with the rule that it belongs to. */
interface Placed {
  readonly rule: RecordRule;
  readonly index: number;
  readonly action: RuleAction;
}

/** Points out rules that want opposite things of a field at the same time, and rules that set each other off for ever. */
export function checkRuleConflicts(rules: readonly RecordRule[], place: CheckedPlace): void {
  const placed = rules.flatMap((rule, index) =>
    rule.disabled === true ? [] : rule.actions.map((action): Placed => ({ rule, index, action })),
  );
  checkVisibility(placed, place);
  checkRequired(placed, place);
  checkOffers(placed, place);
  checkValues(placed, place);
  checkFills(placed, place);
  checkCircles(rules, place);
}

function fieldsOf(action: RuleAction, type: "hide" | "show"): readonly string[] {
  return action.type === type ? action.fields : [];
}

function checkVisibility(placed: readonly Placed[], place: CheckedPlace): void {
  for (const hiding of placed) {
    for (const showing of placed) {
      const both = fieldsOf(hiding.action, "hide").filter((field) =>
        fieldsOf(showing.action, "show").includes(field),
      );
      const [field] = both;
      if (field === undefined || !mayBothHold(hiding.rule.when, showing.rule.when)) continue;
      const [zh, en] = nameOf(field, place);
      place.list.warning(
        `rules.${hiding.index}`,
        `第 ${hiding.index + 1} 条和第 ${showing.index + 1} 条可能同时成立，一条隐藏、一条显示“${zh}”；同时成立时按隐藏处理`,
        `Rules ${hiding.index + 1} and ${showing.index + 1} may hold together, one hiding and one showing “${en}”; it is hidden then`,
      );
    }
  }
}

/** A field that is asked for while another rule hides it, or while it cannot be filled in. */
function checkRequired(placed: readonly Placed[], place: CheckedPlace): void {
  const filled = new Set(placed.flatMap(({ action }) => fieldsFilledBy(action)));
  for (const asking of placed) {
    if (asking.action.type !== "require") continue;
    const { fields, evenHidden } = asking.action;
    for (const other of placed) {
      const { action } = other;
      const isHiding = action.type === "hide" && evenHidden !== true;
      if (!isHiding && action.type !== "lock") continue;
      const field = fields.find((id) => action.fields.includes(id) && (isHiding || !filled.has(id)));
      if (field === undefined || !mayBothHold(asking.rule.when, other.rule.when)) continue;
      const [zh, en] = nameOf(field, place);
      const [a, b] = [asking.index + 1, other.index + 1];
      place.list.warning(
        `rules.${asking.index}`,
        isHiding
          ? `第 ${a} 条必填“${zh}”，第 ${b} 条同时可能隐藏它；隐藏时不要求填写`
          : `第 ${a} 条必填“${zh}”，第 ${b} 条同时可能锁定它；没有值时就无法保存`,
        isHiding
          ? `Rule ${a} requires “${en}” while rule ${b} may hide it; it is not asked for then`
          : `Rule ${a} requires “${en}” while rule ${b} may lock it; without a value nothing can be saved then`,
      );
    }
  }
}

/** Two rules that leave different options of a field: together they leave none. */
function checkOffers(placed: readonly Placed[], place: CheckedPlace): void {
  const offers = placed.flatMap(({ action, ...rest }) =>
    action.type === "offer" ? [{ ...rest, action }] : [],
  );
  offers.forEach((first, at) => {
    for (const second of offers.slice(at + 1)) {
      const isApart =
        first.action.field === second.action.field &&
        !first.action.options.some((option) => second.action.options.includes(option));
      if (!isApart || !mayBothHold(first.rule.when, second.rule.when)) continue;
      const [zh, en] = nameOf(first.action.field, place);
      const [a, b] = [first.index + 1, second.index + 1];
      place.list.warning(
        `rules.${second.index}`,
        `第 ${a} 条和第 ${b} 条可能同时成立，给“${zh}”留下的选项没有相同的；同时成立时一项也选不了`,
        `Rules ${a} and ${b} may hold together and leave no option of “${en}” in common; nothing can be chosen then`,
      );
    }
  });
}

function checkValues(placed: readonly Placed[], place: CheckedPlace): void {
  const sets = placed.flatMap(({ action, ...rest }) => (action.type === "set" ? [{ ...rest, action }] : []));
  sets.forEach((first, at) => {
    for (const second of sets.slice(at + 1)) {
      const isOther =
        first.action.field === second.action.field && !isSame(first.action.value, second.action.value);
      if (!isOther || first.rule === second.rule || !mayBothHold(first.rule.when, second.rule.when)) continue;
      const [zh, en] = nameOf(first.action.field, place);
      place.list.warning(
        `rules.${second.index}`,
        `第 ${first.index + 1} 条和第 ${second.index + 1} 条可能同时成立，却给“${zh}”不同的值；以后一条为准`,
        `Rules ${first.index + 1} and ${second.index + 1} may hold together but give “${en}” different values; the later one counts`,
      );
    }
  });
}

/** Two rules that fill a field from records, or one that fills and one that sets it. */
function checkFills(placed: readonly Placed[], place: CheckedPlace): void {
  const giving = placed.filter(({ action }) => fieldsFilledBy(action).length > 0);
  giving.forEach((first, at) => {
    for (const second of giving.slice(at + 1)) {
      if (first.action.type === "set" && second.action.type === "set") continue;
      const field = fieldsFilledBy(first.action).find((id) => fieldsFilledBy(second.action).includes(id));
      if (field === undefined || !mayBothHold(first.rule.when, second.rule.when)) continue;
      const [zh, en] = nameOf(field, place);
      const [a, b] = [first.index + 1, second.index + 1];
      place.list.warning(
        `rules.${second.index}`,
        a === b
          ? `第 ${a} 条给“${zh}”填了两次值；以后一项为准`
          : `第 ${a} 条和第 ${b} 条可能同时成立，都给“${zh}”填值；以后一条为准`,
        a === b
          ? `Rule ${a} gives “${en}” a value twice; the later one counts`
          : `Rules ${a} and ${b} may hold together and both give “${en}” a value; the later one counts`,
      );
    }
  });
}

/** What a rule looks at: its condition, and what it looks records up by. */
function looksAt({ when, actions }: RecordRule): readonly string[] {
  return [
    ...variablesOf(when),
    ...actions.flatMap((action) =>
      action.type === "fill" ? action.match.flatMap(({ value }) => variablesOf(value)) : [],
    ),
  ];
}

/** Rule A sets what B looks at, and B what A looks at: evaluation ends, but not where people expect it. */
function checkCircles(rules: readonly RecordRule[], place: CheckedPlace): void {
  const active = rules.map((rule, index) => ({ rule, index })).filter(({ rule }) => rule.disabled !== true);
  const follows = new Map(
    active.map(({ rule, index }) => {
      const sets = new Set(rule.actions.flatMap(fieldsFilledBy));
      const next = active.filter(({ rule: other }) => looksAt(other).some((path) => sets.has(path)));
      return [index, next.map((one) => one.index)] as const;
    }),
  );
  for (const { index } of active) {
    if (!reaches(follows, index)) continue;
    place.list.warning(
      `rules.${index}`,
      `第 ${index + 1} 条规则会改变自己的条件（直接或通过别的规则），请检查它给字段赋的值`,
      `Rule ${index + 1} changes what it depends on itself, directly or through others; check the values it sets`,
    );
  }
}

function reaches(follows: ReadonlyMap<number, readonly number[]>, start: number): boolean {
  const seen = new Set<number>();
  const waiting = [...(follows.get(start) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === start) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(follows.get(next) ?? []));
  }
  return false;
}

function nameOf(field: string, { entity }: CheckedPlace): readonly [zh: string, en: string] {
  const name = entity.fields.find(({ id }) => id === field)?.name;
  return [name?.zh || name?.en || field, name?.en || name?.zh || field];
}
