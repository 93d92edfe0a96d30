import type { LocalizedText, SettingSpec } from "@mortise/kit";
import type { DecisionDetail } from "./decision.ts";
import type { Sharing } from "./effect.ts";
import type { CheckContext, SettingProblem, SummaryContext } from "./node-type.ts";
import type { Settings } from "./settings.ts";
import type { StepContext } from "./step-context.ts";

/** Who gets the record: a person, nobody (the pool), or no one could be found. */
export type Pick =
  | ({
      readonly kind: "assigned";
      readonly user: string;
      readonly team: string | null;
      readonly considered: readonly DecisionDetail[];
      /** How the reason puts that it is them; "assigned to them" without it. */
      readonly says?: LocalizedText;
    } & Sharing)
  | { readonly kind: "pooled" }
  | ({
      readonly kind: "none";
      readonly reason: LocalizedText;
      readonly considered: readonly DecisionDetail[];
      /** When somebody can take it, where the step waits for them. */
      readonly freeAt?: number;
    } & Sharing);

/** A way of choosing an owner, in one folder. */
export interface AssignStrategy {
  readonly id: string;
  readonly name: LocalizedText;
  readonly settings: readonly SettingSpec[];
  /** It compares how much people hold or were given, so that nobody else may share out meanwhile. */
  readonly compares?: true;
  /** It finds somebody for few records only: rules below it count also where it has no condition. */
  readonly mayPass?: true;
  /** Chooses; `key` is the rotation this rule turns. */
  pick(context: StepContext, to: Settings, key: string): Pick;
  summary(to: Settings, context: SummaryContext): LocalizedText;
  check(to: Settings, context: CheckContext): readonly SettingProblem[];
}

/** Freezes a strategy's definition; the place where its shape is checked. */
export function defineStrategy<const Definition extends AssignStrategy>(definition: Definition): Definition {
  return Object.freeze(definition);
}
