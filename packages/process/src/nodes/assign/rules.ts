import type { Expression } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { FlowNode } from "@mortise/metadata";
import { Settings } from "../../model/settings.ts";
import { text } from "./text.ts";

/** One line of the table of rules, or what holds for everything else. */
export interface Rule {
  readonly key: string;
  readonly name: LocalizedText;
  readonly settings: Settings;
  readonly to: Settings;
}

/** A rule as reports name it. */
export interface AssignRule {
  readonly node: string;
  readonly key: string;
  readonly name: LocalizedText;
  /** Undefined holds always. */
  readonly when: Expression | undefined;
}

/** The rules of a step in their order, what holds for everything else last. */
export function rulesOf(settings: Settings): readonly Rule[] {
  const rules = settings.items("rules").map((rule, index) => ({
    key: rule.text("id") ?? String(index),
    name: rule.localized("name") ?? { zh: `规则 ${index + 1}`, en: `Rule ${index + 1}` },
    settings: rule,
    to: rule.group("to"),
  }));
  const fallback = {
    key: "fallback",
    name: text.fallback,
    settings: new Settings({}),
    // Whoever is named for everything else is on call.
    to: new Settings({ ...settings.group("fallback").raw, anytime: true }),
  };
  return [...rules, fallback];
}

/** The rules of a step that gives owners; none of any other step. */
export function assignRules(node: FlowNode): readonly AssignRule[] {
  if (node.type !== ASSIGN) return [];
  return rulesOf(new Settings(node.settings)).map(({ key, name, settings }) => ({
    node: node.id,
    key,
    name,
    when: settings.expression("when"),
  }));
}

/** Id of the step type of this folder. */
const ASSIGN = "assign";
