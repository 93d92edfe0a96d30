import { dayIn, type Expression } from "@mortise/expression";
import type { DashboardCard } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import type { CardFigures } from "../../model/chart-context.ts";
import { asksForPerson, entitiesLookedAt } from "../../model/looked-at.ts";
import type { Reports, ReportsParts } from "../reports.ts";
import { KeptFigures } from "./kept-figures.ts";
import { SharedWork } from "./shared-work.ts";
import { Turns } from "./turns.ts";

/** Lists and writes must find connections free, whatever dashboards ask for. */
const AT_ONCE = 5;
const EACH = 3;
/** Conditions may look at the time of day, and what names people and teams is not among the records: so old figures get. */
const LONGEST_MS = 60_000;
/** A copy of the database hears of a change later than whoever is told of it. */
const LONGEST_OF_COPY_MS = 3_000;

/**
 * The same reports, with each question asked once: whoever asks for the same at the same time, or again while nothing has
 * changed, gets the same figures, as long as they may see the same.
 */
export function keepReports(reports: Reports, { store, versions, clock }: ReportsParts): Reports {
  const kept = new KeptFigures(store.replica ? LONGEST_OF_COPY_MS : LONGEST_MS);
  const shared = new SharedWork<CardFigures>();
  const turns = new Turns({ atOnce: AT_ONCE, each: EACH });
  return {
    ...reports,
    async cardData(actor, app, card, filter) {
      const compute = () => reports.cardData(actor, app, card, filter);
      const asked = questionOf({ store, clock }, actor, { app, card, filter });
      if (asked === undefined) return compute();
      const version = versions?.of(app, asked.entities);
      const found = version && kept.find(asked.name, version, clock.now().getTime());
      if (found) return found;
      // Whoever came before a change may wait for older figures than whoever comes after it.
      return shared.do(`${version ?? ""} ${asked.name}`, async () => {
        const figures = await turns.take(personOf(actor), compute);
        if (version !== undefined) kept.keep(asked.name, { figures, version, at: clock.now().getTime() });
        return figures;
      });
    },
  };
}

/** Visitors of shared links count as one person each link. */
function personOf({ kind, userId, token }: Actor): string {
  return [kind, userId, token].join("/");
}

interface Question {
  readonly app: string;
  readonly card: DashboardCard;
  readonly filter: Expression | undefined;
}

/** What is asked, with everything that the answer depends on but the data; undefined for cards that are refused anyway. */
function questionOf(
  { store, clock }: Pick<ReportsParts, "store" | "clock">,
  actor: Actor,
  { app, card, filter }: Question,
): { readonly name: string; readonly entities: readonly string[] } | undefined {
  const { catalog, number } = store.releases.current(app);
  const entities = entitiesOf({ app, card, filter }, catalog);
  if (!entities) return undefined;
  const { locale, timeZone } = actor;
  const today = dayIn(clock.now().getTime(), timeZone);
  const { userId, teams, ownTeams } = actor;
  const person = asksForPerson(card, filter) ? [userId, teams, ownTeams] : null;
  const rights = store.records.rightsKey(actor, app, entities);
  return {
    name: JSON.stringify([app, number, card, filter ?? null, locale, timeZone, today, person, rights]),
    entities,
  };
}

/** Cards come from browsers: one of a wrong shape is refused by whoever computes it. */
function entitiesOf(
  { card, filter }: Question,
  catalog: ReturnType<ReportsParts["store"]["releases"]["current"]>["catalog"],
): readonly string[] | undefined {
  try {
    const entities = [...entitiesLookedAt(card, filter, catalog)];
    return entities.length > 0 ? entities : undefined;
  } catch {
    return undefined;
  }
}
