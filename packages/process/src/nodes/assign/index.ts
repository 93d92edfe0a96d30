import type { LocalizedText } from "@mortise/kit";
import { missing, under } from "../../model/checks.ts";
import {
  type CheckContext,
  defineNode,
  NEXT,
  type SettingProblem,
  type SummaryContext,
} from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { checkLimits, limitSettings } from "../../strategies/candidates/limits.ts";
import { mayWait, waitingSettings } from "../../strategies/candidates/waiting.ts";
import { findStrategy } from "../../strategies/index.ts";
import { checkOffers, mayOffer, offerSettings } from "./offer-settings.ts";
import { resumeAssign, stepAssign } from "./step.ts";
import { text } from "./text.ts";

function targetSummary(to: Settings, context: SummaryContext): LocalizedText {
  return findStrategy(to.text("strategy"))?.summary(to, context) ?? text.noTarget;
}

function checkTarget(path: string, to: Settings, context: CheckContext): readonly SettingProblem[] {
  const strategy = findStrategy(to.text("strategy"));
  return strategy ? under(path, strategy.check(to, context)) : [missing(path, text.chooseTarget)];
}

/** Gives the record an owner by ordered rules: the first rule that fits and finds somebody wins; else the fallback. */
export const assignNode = defineNode({
  id: "assign",
  name: text.name,
  description: text.description,
  group: "people",
  icon: "lead",
  color: "blue",
  settings: [
    { id: "rules", name: text.rules, kind: "custom", editor: "assign-rules", help: text.rulesHelp },
    { id: "fallback", name: text.fallback, kind: "custom", editor: "assign-target", required: true },
    { id: "keepOwner", name: text.keepOwner, kind: "switch", default: false },
    ...limitSettings,
    ...waitingSettings,
    ...offerSettings,
  ],
  initial: { rules: [], fallback: { strategy: "pool" }, keepOwner: false },
  exits: () => [NEXT],
  needsRecord: () => true,
  summary(settings, context) {
    const rules = settings.items("rules");
    const fallback = targetSummary(settings.group("fallback"), context);
    if (rules.length === 0) return fallback;
    return {
      zh: `${rules.length} 条规则；其余${fallback.zh}`,
      en: `${rules.length} rules; the rest ${fallback.en}`,
    };
  },
  check(settings, context) {
    if (context.catalog.find("entity", context.entity)?.owned !== true) return [missing("", text.notOwned)];
    const rules = settings
      .items("rules")
      .flatMap((rule, index) => [
        ...under(`rules.${index}`, context.expression("when", rule.expression("when"), ["boolean"])),
        ...checkTarget(`rules.${index}.to`, rule.group("to"), context),
      ]);
    return [
      ...rules,
      ...checkTarget("fallback", settings.group("fallback"), context),
      ...checkLimits(settings, context),
      ...checkOffers(settings, context),
    ];
  },
  step: stepAssign,
  resume: resumeAssign,
  watches: (settings) => (mayWait(settings) || mayOffer(settings) ? ["owner"] : []),
  waitsForPeople: mayWait,
  waitsUntil: (memory) => memory.text("until"),
});
