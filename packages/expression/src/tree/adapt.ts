import { isId, type LocalizedText } from "@mortise/kit";
import type { ValueKind } from "../types.ts";
import { readerOf } from "../values/cell.ts";
import type { CallNode, ListNode, LiteralNode, OperatorDefinition, TypedNode } from "./node.ts";

const KIND_NAMES: Readonly<Record<ValueKind, LocalizedText>> = {
  text: { zh: "文本", en: "text" },
  number: { zh: "数字", en: "a number" },
  boolean: { zh: "条件", en: "a condition" },
  date: { zh: "日期", en: "a date" },
  datetime: { zh: "日期时间", en: "a date and time" },
  option: { zh: "选项", en: "an option" },
  options: { zh: "多选项", en: "several options" },
  region: { zh: "地区", en: "a region" },
  user: { zh: "成员", en: "a person" },
  team: { zh: "部门", en: "a team" },
  reference: { zh: "关联记录", en: "a linked record" },
  users: { zh: "多个成员", en: "several people" },
  teams: { zh: "多个部门", en: "several teams" },
  references: { zh: "多条关联记录", en: "several linked records" },
  duration: { zh: "时长", en: "a duration" },
  time: { zh: "时间", en: "a time of day" },
  dateRange: { zh: "日期区间", en: "a range of days" },
  secret: { zh: "加密内容", en: "a secret" },
  files: { zh: "附件", en: "files" },
  rows: { zh: "明细", en: "child rows" },
  null: { zh: "空值", en: "nothing" },
};

/** What a kind is called in messages. */
export function kindName(kind: ValueKind): LocalizedText {
  return KIND_NAMES[kind];
}

const ELEMENTS: Partial<Record<ValueKind, ValueKind>> = {
  options: "option",
  users: "user",
  teams: "team",
  references: "reference",
};
const TEXTUAL: ReadonlySet<ValueKind> = new Set(["text", "option", "region"]);
const IDS: ReadonlySet<ValueKind> = new Set(["user", "team", "reference"]);
const REGION = /^\d{2}(?:\d{2}(?:\d{2})?)?$/;
const DAY_FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Tells whether a kind is a list of keys or ids. */
export function isListKind(kind: ValueKind): boolean {
  return ELEMENTS[kind] !== undefined;
}

/** Kind of one element of a list kind; the kind itself for others. */
export function elementKind(kind: ValueKind): ValueKind {
  return ELEMENTS[kind] ?? kind;
}

/** Set by the date operators: the call that turns a datetime into its day. */
let dayOperator: OperatorDefinition | undefined;

/** Registers the operator that turns a datetime into its day, so that dates and datetimes can be compared. */
export function setDayOperator(operator: OperatorDefinition): void {
  dayOperator = operator;
}

function adaptLiteral(node: LiteralNode, kind: ValueKind): LiteralNode | undefined {
  const { raw } = node;
  if (raw === null || raw === "") return { ...node, kind, cell: null };
  if (typeof raw === "boolean") return undefined;
  if (typeof raw === "number") return undefined;
  if (kind === "boolean" || kind === "rows" || kind === "null" || isListKind(kind)) return undefined;
  if (kind === "region" && !REGION.test(raw)) return undefined;
  if (IDS.has(kind)) return isId(raw) ? { ...node, kind, cell: raw.toLowerCase() } : undefined;
  if (kind === "datetime" && DAY_FORM.test(raw)) return undefined;
  const cell = readerOf(kind)(raw);
  return cell === null ? undefined : { ...node, kind, cell };
}

function adaptList(node: ListNode, kind: ValueKind): TypedNode | undefined {
  if (!isListKind(kind)) return undefined;
  const elements = node.elements.map((element) => adaptNode(element, elementKind(kind)));
  return elements.every((element) => element !== undefined) ? { ...node, kind, elements } : undefined;
}

/** The node as another kind: literals are read anew, datetimes become days, keys become text. Undefined when it cannot be. */
export function adaptNode(node: TypedNode, kind: ValueKind): TypedNode | undefined {
  if (node.type === "list") return adaptList(node, kind);
  if (node.kind === kind) return node;
  const adapted = node.type === "literal" ? adaptLiteral(node, kind) : undefined;
  if (adapted) return adapted;
  if (node.kind === "null") return { type: "literal", kind, cell: null, raw: null };
  if (kind === "text" && TEXTUAL.has(node.kind) && node.type !== "literal") return { ...node, kind };
  if (kind === "date" && node.kind === "datetime" && dayOperator) {
    const call: CallNode = { type: "call", kind, operator: dayOperator, arguments: [node] };
    return call;
  }
  return undefined;
}
