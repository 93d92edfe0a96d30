import { type ObjectExpression, Visitor } from "oxc-parser";
import { type Problem, problemAt, type SourceFile } from "./source-file.ts";

const LANGUAGES = ["zh", "en"];
/** Values that cannot be a text: lists of names, functions, objects. */
const NOT_TEXT = new Set([
  "ArrayExpression",
  "ArrowFunctionExpression",
  "FunctionExpression",
  "ObjectExpression",
]);

/** A text that exists in one language exists in the other too; empty in both means that there is no text. */
export function checkTranslations(file: SourceFile): Problem[] {
  if (file.isTest) return [];
  const problems: Problem[] = [];
  new Visitor({
    ObjectExpression: (node) => {
      const message = complaint(textsOf(node));
      if (message) problems.push(problemAt(file, "translation", node.start, message));
    },
  }).visit(file.program);
  return problems;
}

/** The language properties of an object; the value is undefined when it is computed. */
function textsOf(node: ObjectExpression): Map<string, string | undefined> {
  const texts = new Map<string, string | undefined>();
  for (const property of node.properties) {
    if (property.type !== "Property" || NOT_TEXT.has(property.value.type)) continue;
    const key =
      property.key.type === "Identifier" && !property.computed ? property.key.name : literal(property.key);
    if (key !== undefined && LANGUAGES.includes(key)) texts.set(key, literal(property.value));
  }
  return texts;
}

function literal(node: { type: string; value?: unknown }): string | undefined {
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

function complaint(texts: ReadonlyMap<string, string | undefined>): string | undefined {
  if (texts.size === 0) return undefined;
  const missing = LANGUAGES.find((language) => !texts.has(language));
  if (missing) return `text without "${missing}"`;
  const empty = LANGUAGES.filter((language) => texts.get(language)?.trim() === "");
  return empty.length === 1 ? `empty text in "${empty[0]}"` : undefined;
}
