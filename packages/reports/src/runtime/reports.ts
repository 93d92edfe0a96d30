import type { ChartPoint } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import type { Clock, Logger } from "@mortise/kit";
import { type Catalog, type DashboardCard, parseDocument } from "@mortise/metadata";
import type { Actor, AggregateRow, DataVersions, Store } from "@mortise/store";
import type { CardFigures } from "../model/chart-context.ts";
import { validateCard } from "../model/validate-card.ts";
import { cardInvalid, cardMalformed, entityUnpublished } from "../errors.ts";
import { calculateFigures } from "./calculate-figures.ts";
import { cardAnswer } from "./card-answer.ts";
import { periodOf, planOfPeriod } from "./card-period.ts";
import { planCard } from "./card-plan.ts";
import { readCompared } from "./read-compared.ts";
import { readGroups } from "./read-groups.ts";
import { readStages } from "./read-stages.ts";
import { readTargets } from "./read-targets.ts";

/** What the report engine works with. */
export interface ReportsParts {
  readonly store: Pick<Store, "records" | "releases" | "calendars" | "replica">;
  /** Tells when records have changed; figures are not kept where nothing does. */
  readonly versions?: DataVersions;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The report engine at work. */
export interface Reports {
  /**
   * The figures of a card under the actor's permission; drafts of cards are welcome, over entities of the current
   * release. Throws REPORT_CARD_INVALID, REPORT_ENTITY_UNPUBLISHED, and what the gateway refuses.
   */
  cardData(actor: Actor, app: string, card: DashboardCard, filter?: Expression): Promise<CardFigures>;
}

/** The report engine as it computes: every question anew. */
export function computeReports({ store, clock }: ReportsParts): Reports {
  return {
    async cardData(actor, app, card, filter) {
      const { catalog } = store.releases.current(app);
      const checked = checkCard(card, actor, catalog);
      const now = clock.now();
      const asOf = new Date(now.getTime() - (store.replica?.behindMs ?? 0)).toISOString();
      const asked = planCard(checked, { actor, catalog, filter });
      const period = periodOf(asked, { actor, now, fiscalMonth: store.calendars.current().fiscalMonth });
      const plan = planOfPeriod(asked, period);
      const source = { records: store.records, actor, app };
      if (plan.chart.readsStages?.(plan.settings) === true) {
        const stages = await readStages(source, plan);
        return cardAnswer(plan, stages, { asOf, extras: () => ({}) });
      }
      const groups = await readGroups(source, plan);
      const compared = period ? await readCompared(source, { plan, period }, groups.rows) : undefined;
      const targets = await readTargets(source, { plan, period });
      const rows = calculateFigures(plan, groups);
      // What is compared and reached is told by the figures before table calculations.
      const extras = new Map(
        rows.map((row, index) => [row, extrasOf(groups.rows[index] ?? row, compared, targets)]),
      );
      return cardAnswer(
        plan,
        { ...groups, rows },
        {
          asOf,
          extras: (row) => extras.get(row) ?? {},
        },
      );
    },
  };
}

/** Cards come from browsers, published or not: nothing about their shape is taken for granted. */
function checkCard(card: unknown, actor: Actor, catalog: Catalog): DashboardCard {
  const name = { zh: "-", en: "-" };
  const parsed = parseDocument({ kind: "dashboard", id: "preview", version: 1, name, cards: [card] });
  const shaped = parsed.ok && parsed.document.kind === "dashboard" ? parsed.document.cards[0] : undefined;
  if (!shaped) throw cardMalformed();
  if (!catalog.find("entity", shaped.entity)) throw entityUnpublished({ entity: shaped.entity });
  const problems = validateCard(shaped, catalog);
  const [first] = problems;
  if (first) throw cardInvalid({ reason: first.message[actor.locale] }, { details: problems });
  return shaped;
}

type Extras = Pick<ChartPoint, "compared" | "targets">;

function extrasOf(
  row: AggregateRow,
  compared: ((row: AggregateRow) => Extras["compared"]) | undefined,
  targets: (row: AggregateRow) => Extras["targets"],
): Extras {
  const [before, goals] = [compared?.(row), targets(row)];
  return { ...(before ? { compared: before } : {}), ...(goals ? { targets: goals } : {}) };
}
