import type { LocalizedText } from "@mortise/kit";
import type { CallNode, Money, TypedNode } from "./node.ts";

/** Called for a pair of amounts that do not go together; `index` is the argument at fault. */
type Report = (index: number, message: LocalizedText) => void;

/** Which arguments of a call must be of one currency, and whether the result is an amount in it. */
interface CurrencyRule {
  readonly places: (count: number) => readonly number[];
  readonly gives: boolean;
}

const all = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place);
const from =
  (first: number) =>
  (count: number): readonly number[] =>
    all(count).slice(first);
/** Every second argument from one on, and the last: what conditions and cases choose between. */
const branches =
  (first: number) =>
  (count: number): readonly number[] =>
    all(count).filter((place) => place >= first && ((place - first) % 2 === 0 || place === count - 1));

function rules(
  ids: string,
  places: CurrencyRule["places"],
  gives: boolean,
): readonly (readonly [string, CurrencyRule])[] {
  return ids.split(" ").map((id) => [id, { places, gives }]);
}

/** How currencies go through operators; one that is not named gives a plain number, whatever stands in it. */
const RULES: ReadonlyMap<string, CurrencyRule> = new Map([
  ...rules("+ - min max sum avg abs % mod", all, true),
  ...rules("round roundUp roundDown floor ceil toMultiple quotient coalesce", all, true),
  ...rules("minOf maxOf medianOf first last", all, true),
  ...rules("sumIf avgIf minIf maxIf lookup", from(2), true),
  ...rules("if", branches(1), true),
  ...rules("switch", branches(2), true),
  ...rules("choose", from(1), true),
  ...rules("== != < <= > >= in", all, false),
]);

/** Whether a node is an amount of money; of a list, whether one of its elements is. */
function moneyOf(node: TypedNode | undefined): Money | undefined {
  if (node?.type === "list") return node.elements.map(moneyOf).find((money) => money !== undefined);
  return node?.type === "variable" || node?.type === "call" ? node.money : undefined;
}

/**
 * The currency of a call's result; reports amounts of different currencies that are added, compared or chosen between.
 * Plain numbers go with any currency. Amount × number and amount ÷ number are amounts; amount ÷ amount is a number, also a
 * rate between two currencies; amounts are not multiplied with each other.
 */
export function callMoney({ operator, arguments: args }: CallNode, report: Report): Money | undefined {
  switch (operator.id) {
    case "*":
      return productMoney(args, report);
    case "/":
      return moneyOf(args[1]) ? undefined : moneyOf(args[0]);
    case "exchange":
      return exchanged(args);
    default: {
      const rule = RULES.get(operator.id);
      if (!rule) return undefined;
      const found = oneCurrency(args, rule.places(args.length), report);
      return rule.gives ? found : undefined;
    }
  }
}

function oneCurrency(
  args: readonly TypedNode[],
  places: readonly number[],
  report: Report,
): Money | undefined {
  let first: Money | undefined;
  for (const place of places) {
    const money = moneyOf(args[place]);
    if (!money) continue;
    first ??= money;
    if (money.currency === first.currency) continue;
    report(place, {
      zh: `“${first.name.zh}”的币种是 ${first.currency}，“${money.name.zh}”是 ${money.currency}，不同币种不能直接计算或比较；请先用 折算(金额, 汇率, "${first.currency}") 换成同一币种`,
      en: `“${first.name.en}” is in ${first.currency} and “${money.name.en}” in ${money.currency}; amounts of different currencies cannot be added or compared. Bring them to one with EXCHANGE(amount, rate, "${first.currency}")`,
    });
    return undefined;
  }
  return first;
}

function productMoney(args: readonly TypedNode[], report: Report): Money | undefined {
  const amounts = args.flatMap((node, place) => {
    const money = moneyOf(node);
    return money ? [{ money, place }] : [];
  });
  const [first, second] = amounts;
  if (!first || !second) return first?.money;
  const [a, b] = [first.money.name, second.money.name];
  report(second.place, {
    zh: `“${a.zh}”和“${b.zh}”都是金额，不能相乘；金额只能乘以数字`,
    en: `“${a.en}” and “${b.en}” are both amounts of money, which cannot be multiplied with each other; multiply an amount by a number`,
  });
  return undefined;
}

function exchanged([amount, , code]: readonly TypedNode[]): Money | undefined {
  const currency = code?.type === "literal" && typeof code.raw === "string" ? code.raw : undefined;
  const name = moneyOf(amount)?.name ?? { zh: "折算的金额", en: "the exchanged amount" };
  return currency === undefined ? undefined : { currency, name };
}
