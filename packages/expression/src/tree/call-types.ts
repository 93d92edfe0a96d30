import type { LocalizedText } from "@mortise/kit";
import type { ValueKind } from "../types.ts";
import { wholeNumber } from "../values/number.ts";
import { adaptNode, kindName } from "./adapt.ts";
import { literalNumber } from "./literal-number.ts";
import type { CallTyping, TypedNode } from "./node.ts";

/** Called for each thing that does not fit; `index` is the argument, undefined the call itself. */
export type Report = (index: number | undefined, code: string, message: LocalizedText) => void;

const TEXTUAL: ReadonlySet<ValueKind> = new Set(["text", "option", "region"]);
const DAY_FORM = /^\d{4}-\d{2}-\d{2}$/;

/** The arguments of one call while its type rule looks at them. Rules adapt them; what cannot be adapted is reported. */
export class CallTypes implements CallTyping {
  readonly nodes: TypedNode[];
  readonly #report: Report;

  constructor(nodes: readonly TypedNode[], report: Report) {
    this.nodes = [...nodes];
    this.#report = report;
  }

  /** Number of arguments. */
  get count(): number {
    return this.nodes.length;
  }

  /** Kind of an argument; `null` when it is missing. */
  kind(index: number): ValueKind {
    return this.nodes[index]?.kind ?? "null";
  }

  /** Reports a problem with an argument or, without index, with the call. */
  problem(index: number | undefined, code: string, message: LocalizedText): void {
    this.#report(index, code, message);
  }

  /** Makes an argument one of the given kinds, the first fitting one; reports it otherwise. */
  expect(index: number, ...kinds: readonly ValueKind[]): ValueKind {
    const node = this.nodes[index];
    const first = kinds[0] ?? "null";
    if (!node) return first;
    if (kinds.includes(node.kind)) return node.kind;
    for (const kind of kinds) {
      const adapted = adaptNode(node, kind);
      if (adapted) {
        this.nodes[index] = adapted;
        return kind;
      }
    }
    this.#mismatch(index, node.kind, kinds);
    return first;
  }

  /** Makes all arguments the given kind. */
  expectAll(kind: ValueKind): void {
    for (let index = 0; index < this.count; index += 1) this.expect(index, kind);
  }

  /**
   * Gives some arguments a common kind and answers it. With `byDay` a date beside a datetime makes all of them days;
   * without, they must be of one kind.
   */
  unify(indices: readonly number[], byDay: boolean): ValueKind {
    const nodes = indices.flatMap((index) => this.nodes[index] ?? []);
    const target = commonKind(nodes, byDay);
    for (const index of indices) {
      const node = this.nodes[index];
      const adapted = node && adaptNode(node, target);
      if (adapted) this.nodes[index] = adapted;
      else if (node) this.#mismatch(index, node.kind, [target]);
    }
    return target;
  }

  /** Makes the elements of a list argument and another argument the same kind. */
  unifyElements(index: number, listIndex: number): ValueKind {
    const node = this.nodes[index];
    const list = this.nodes[listIndex];
    if (!node || list?.type !== "list") return "null";
    const target = commonKind([node, ...list.elements], true);
    const adapted = adaptNode(node, target);
    const elements = list.elements.map((element) => adaptNode(element, target));
    if (adapted && elements.every((element) => element !== undefined)) {
      this.nodes[index] = adapted;
      this.nodes[listIndex] = { ...list, elements };
    } else this.#mismatch(listIndex, list.elements[0]?.kind ?? "null", [node.kind]);
    return target;
  }

  /** The text of an argument that must be written out; reports and answers "" otherwise. */
  literalText(index: number, message: LocalizedText): string {
    const node = this.nodes[index];
    if (node?.type === "literal" && typeof node.raw === "string") return node.raw;
    this.problem(index, "EXPR_LITERAL", message);
    return "";
  }

  /** The whole number of an argument that must be written out; reports and answers 0 otherwise. */
  literalInteger(index: number, low: number, high: number): number {
    this.expect(index, "number");
    const number = literalNumber(this.nodes[index]);
    if (number?.isInteger() && number.gte(low) && number.lte(high)) return wholeNumber(number, low, high);
    this.problem(index, "EXPR_LITERAL", {
      zh: `这里要直接写一个 ${low} 到 ${high} 之间的整数`,
      en: `Write a whole number from ${low} to ${high} here`,
    });
    return 0;
  }

  #mismatch(index: number, found: ValueKind, wanted: readonly ValueKind[]): void {
    const node = this.nodes[index];
    const written =
      node?.type === "literal" && node.raw !== null ? `"${String(node.raw).slice(0, 40)}"` : undefined;
    const name = (locale: "zh" | "en"): string =>
      wanted.map((kind) => kindName(kind)[locale]).join(locale === "zh" ? "或" : " or ");
    this.problem(index, written === undefined ? "EXPR_TYPE" : "EXPR_LITERAL", {
      zh: `这里需要${name("zh")}，现在是${written ?? kindName(found).zh}`,
      en: `Expected ${name("en")} here, found ${written ?? kindName(found).en}`,
    });
  }
}

function combine(a: ValueKind, b: ValueKind, byDay: boolean): ValueKind {
  if (a === b || b === "null") return a;
  if (a === "null") return b;
  if (TEXTUAL.has(a) && TEXTUAL.has(b)) return "text";
  const days = (a === "date" && b === "datetime") || (a === "datetime" && b === "date");
  return days && byDay ? "date" : a;
}

function commonKind(nodes: readonly TypedNode[], byDay: boolean): ValueKind {
  const open = nodes.filter((node) => node.type !== "literal" && node.type !== "list");
  const written = nodes.filter((node) => node.type === "literal" || node.type === "list");
  let kind: ValueKind = "null";
  for (const node of open) kind = combine(kind, node.kind, byDay);
  if (kind === "null") {
    const strict = written.filter((node) => node.kind !== "text");
    for (const node of strict) kind = combine(kind, node.kind, byDay);
    return kind === "null" && written.some((node) => node.kind === "text") ? "text" : kind;
  }
  const hasDay = written.some(
    (node) => node.type === "literal" && typeof node.raw === "string" && DAY_FORM.test(node.raw),
  );
  return byDay && kind === "datetime" && hasDay ? "date" : kind;
}
