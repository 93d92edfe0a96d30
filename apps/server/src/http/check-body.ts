import { invalidInput, type LocalizedText } from "@mortise/kit";

/** Nothing that people make comes near: a condition within a flow within a release is some thirty levels deep. */
const MAX_DEPTH = 100;

const TOO_DEEP: LocalizedText = {
  zh: "内容嵌套太深",
  en: "The content is nested too deeply",
};
const UNSTORABLE: LocalizedText = {
  zh: "含有无法保存的字符，请重新输入",
  en: "Contains characters that cannot be stored; please type it again",
};

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

/**
 * Refuses what no part of the product could keep: nesting without end, and text with NUL or half characters, which the
 * database would reject or silently change. Walks without recursion, so that it cannot be made to overflow itself.
 */
export function checkBody(body: unknown): void {
  const open: Place[] = [{ value: body, path: "", depth: 0 }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, path, depth } = place;
    if (typeof value === "string") checkText(value, path);
    if (typeof value !== "object" || value === null) continue;
    if (depth >= MAX_DEPTH) throw refusal(path, TOO_DEEP);
    for (const [key, child] of Object.entries(value)) {
      checkText(key, path);
      open.push({ value: child, path: path ? `${path}.${key}` : key, depth: depth + 1 });
    }
  }
}

function checkText(text: string, path: string): void {
  if (text.includes("\u0000") || !text.isWellFormed()) throw refusal(path, UNSTORABLE);
}

function refusal(path: string, message: LocalizedText) {
  // Long paths of hostile input are not worth sending back.
  return invalidInput({}, { details: [{ path: path.slice(0, 200).toWellFormed(), message }] });
}
