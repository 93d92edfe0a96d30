import { useFieldServices } from "@mortise/fields/react";
import type { LocalizedText } from "@mortise/kit";
import type { Catalog, FlowDocument, FlowNode } from "@mortise/metadata";
import type { ElementHolder } from "@mortise/ui";
import { type ReactNode, useMemo, useState } from "react";
import { TRIGGER_ID } from "../../model/drawing/flow-lines.ts";
import type { SummaryContext } from "../../model/node-type.ts";
import { type FlowProblem, nodeSummary, summaryContext, triggerSummary } from "../../model/validate-flow.ts";
import { findNode } from "../../nodes/index.ts";
import { findTrigger } from "../../triggers/index.ts";
import type { CardData } from "./cards.tsx";

/** What the cards of a flow are made from. */
export interface CardSources {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly problems: readonly FlowProblem[];
  /** Steps and ways out (`node/exit`) that a test run took. */
  readonly lit: ReadonlySet<string>;
  /** Steps at which something failed. */
  readonly failed?: ReadonlySet<string> | undefined;
  /** What stands at the corner of a step, such as how many runs wait there. */
  readonly badges?: ReadonlyMap<string, ReactNode> | undefined;
  /** What steps are set to is not known: nothing is said of it. */
  readonly isBare?: boolean;
  /** Who else is at a step. */
  readonly holders?: ReadonlyMap<string, ElementHolder> | undefined;
}

/** What every card shows; a card that shows what it did is the same object, so that it is not drawn again. */
export function useCards(sources: CardSources): ReadonlyMap<string, CardData> {
  const { flow, catalog, problems, lit, failed, badges, holders, isBare = false } = sources;
  const services = useFieldServices();
  const [cache] = useState(() => new CardCache());
  return useMemo(() => {
    const context = summaryContext(flow, catalog, services.label);
    cache.begin(catalog, services.label);
    const wrong = problemsByStep(problems);
    const common = (id: string) => ({
      isLit: lit.has(id),
      isFailed: failed?.has(id) ?? false,
      badge: badges?.get(id),
      holder: holders?.get(id),
      problem: wrong.get(id),
    });
    const trigger = findTrigger(flow.trigger.type);
    const cards = new Map<string, CardData>();
    const first = {
      ...common(TRIGGER_ID),
      title: trigger?.name ?? { zh: "何时开始", en: "When it starts" },
      summary: isBare ? NOTHING_SAID : triggerSummary(flow, context),
      icon: trigger?.icon ?? "flag",
      color: "green",
      isLit: lit.size > 0,
      isTrigger: true,
    };
    cards.set(TRIGGER_ID, cache.kept(TRIGGER_ID, first));
    for (const node of flow.nodes) {
      const type = findNode(node.type);
      const card = {
        ...common(node.id),
        title: node.name ?? type?.name ?? { zh: node.type, en: node.type },
        summary: isBare ? NOTHING_SAID : cache.summary(node, context),
        icon: type?.icon ?? "question",
        color: type?.color ?? "gray",
        isTrigger: false,
      };
      cards.set(node.id, cache.kept(node.id, card));
    }
    return cards;
  }, [flow, catalog, problems, lit, failed, badges, holders, isBare, services.label, cache]);
}

const NOTHING_SAID: LocalizedText = { zh: "", en: "" };

function problemsByStep(problems: readonly FlowProblem[]): ReadonlyMap<string, LocalizedText> {
  const found = new Map<string, LocalizedText>();
  for (const { severity, node, path, message } of problems) {
    const id = node ?? (path.startsWith("trigger") ? TRIGGER_ID : undefined);
    if (severity === "error" && id !== undefined && !found.has(id)) found.set(id, message);
  }
  return found;
}

/** Remembers what cards showed, and what steps are in words that does not depend on other steps. */
class CardCache {
  readonly #cards = new Map<string, CardData>();
  #summaries = new WeakMap<FlowNode, LocalizedText>();
  #catalog: Catalog | undefined;
  #label: unknown;

  /** With other names of things everything is told anew. */
  begin(catalog: Catalog, label: unknown): void {
    if (this.#catalog === catalog && this.#label === label) return;
    this.#catalog = catalog;
    this.#label = label;
    this.#summaries = new WeakMap();
  }

  summary(node: FlowNode, context: SummaryContext): LocalizedText {
    const known = this.#summaries.get(node);
    if (known) return known;
    const said = nodeSummary(node, context);
    // Results of other steps have names that change with those.
    if (!JSON.stringify(node.settings).includes("$")) this.#summaries.set(node, said);
    return said;
  }

  /** The card of before when it shows the same. */
  kept(id: string, card: CardData): CardData {
    const old = this.#cards.get(id);
    if (old && isSameCard(old, card)) return old;
    this.#cards.set(id, card);
    return card;
  }
}

function isSameCard(old: CardData, card: CardData): boolean {
  return Object.entries(card).every(([key, value]) => {
    const before = old[key];
    return before === value || isSameText(before, value);
  });
}

function isSameText(one: unknown, other: unknown): boolean {
  return isText(one) && isText(other) && one.zh === other.zh && one.en === other.en;
}

function isText(value: unknown): value is LocalizedText {
  return typeof value === "object" && value !== null && "zh" in value && "en" in value;
}
