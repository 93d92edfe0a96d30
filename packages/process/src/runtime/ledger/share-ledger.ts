import type { ledgerRoutes, RouteInput, RouteOutput } from "@mortise/contract";
import type { LocalizedText } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { type Actor, type LedgerFigure, ledgerFigures, type LedgerQuery, readRoster } from "@mortise/store";
import { ledgerForbidden, ledgerSpanInvalid } from "../../errors.ts";
import { givesOwners } from "../../nodes/assign/gives-owners.ts";
import { rulesOf } from "../../nodes/assign/rules.ts";
import { findNode } from "../../nodes/index.ts";
import { findStrategy } from "../../strategies/index.ts";
import { Settings } from "../../model/settings.ts";
import type { ProcessParts } from "../parts.ts";
import { mayBuild, rolesOf } from "../runs/run-rights.ts";
import { type LedgerRecordPage, recordsBehind } from "./ledger-records.ts";

type Ledger = RouteOutput<typeof ledgerRoutes.readLedger>;
type Group = Ledger["groups"][number];
type Person = Group["people"][number];

/** So many days at most. */
const MOST_DAYS = 400;
const DAY = 86_400_000;

/** 公平台账: what people were due and were given by flows. */
export interface ShareLedger {
  /** Whether somebody may read it. */
  mayRead(actor: Actor, app: string): boolean;
  /** FLOW_LEDGER_FORBIDDEN, FLOW_LEDGER_SPAN_INVALID. */
  read(
    actor: Actor,
    app: string,
    query: RouteInput<typeof ledgerRoutes.readLedger>["query"],
  ): Promise<Ledger>;
  /** The records behind a figure. */
  records(
    actor: Actor,
    app: string,
    query: RouteInput<typeof ledgerRoutes.ledgerRecords>["query"],
  ): Promise<LedgerRecordPage>;
}

/** The ledger over the journal of decisions. */
export function createShareLedger(parts: ProcessParts): ShareLedger {
  const mayRead = (actor: Actor, app: string): boolean =>
    mayBuild(actor, app, parts) || rolesOf(actor, app, parts).some(({ ledger }) => ledger === true);
  const open = (actor: Actor, app: string): readonly FlowDocument[] => {
    if (!mayRead(actor, app)) throw ledgerForbidden();
    return sharingFlows(parts, actor, app);
  };
  return {
    mayRead,
    async read(actor, app, { flow, from, until }) {
      const all = open(actor, app);
      const flows = all.filter(({ id }) => flow === undefined || id === flow);
      const figures = await ledgerFigures(parts.db, spanOf(app, flows, { from, until }));
      const groups = await groupsOf(parts, flows, figures);
      return { groups, flows: all.map(({ id, name }) => ({ id, name })) };
    },
    async records(actor, app, { from, until, flow, ...query }) {
      const flows = open(actor, app).filter(({ id }) => id === flow);
      const span = spanOf(app, flows, { from, until });
      return recordsBehind(parts, actor, { ...span, flow }, query);
    },
  };
}

/** The flows of the release in force that give owners of records that the actor may read at all. */
function sharingFlows(parts: ProcessParts, actor: Actor, app: string): readonly FlowDocument[] {
  return parts.releases
    .current(app)
    .catalog.all("flow")
    .filter((flow) => givesOwners(flow) && parts.gateway.permissionSummary(actor, app, flow.entity).read);
}

function spanOf(
  app: string,
  flows: readonly FlowDocument[],
  given: { readonly from: string; readonly until: string },
): LedgerQuery {
  const [from, until] = [new Date(given.from), new Date(given.until)];
  const span = until.getTime() - from.getTime();
  if (!(span > 0 && span <= MOST_DAYS * DAY)) throw ledgerSpanInvalid({ days: String(MOST_DAYS) });
  return { app, flows: flows.map(({ id }) => id), from, until };
}

async function groupsOf(
  { db }: ProcessParts,
  flows: readonly FlowDocument[],
  figures: readonly LedgerFigure[],
): Promise<Group[]> {
  const { users } = figures.length === 0 ? { users: [] } : await readRoster(db, "");
  const known = new Map(users.map((user) => [user.id, user]));
  const byRule = Map.groupBy(figures, ({ flow, node, rule }) => `${flow} ${node} ${rule}`);
  const groups = [...byRule.values()].flatMap((ofRule) => {
    const [first] = ofRule;
    const flow = flows.find(({ id }) => id === first?.flow);
    if (!first || !flow) return [];
    const people = [...Map.groupBy(ofRule, ({ account }) => account)].map(([id, own]) =>
      personOf({ id, name: known.get(id)?.name ?? "", active: known.get(id)?.active ?? false }, own),
    );
    const records = people.reduce((sum, { given }) => sum + given, 0);
    return [{ ...namesOf(flow, first), records, people: people.toSorted(mostFirst) }];
  });
  const order = flows.map(({ id }) => id);
  return groups.toSorted(
    (one, other) => order.indexOf(one.flow) - order.indexOf(other.flow) || one.place - other.place,
  );
}

function mostFirst(one: Person, other: Person): number {
  return other.due - one.due || (one.name < other.name ? -1 : 1);
}

function personOf(person: Pick<Person, "id" | "name" | "active">, figures: readonly LedgerFigure[]): Person {
  const amount = (what: string): number => figures.find((figure) => figure.what === what)?.amount ?? 0;
  const missed = figures.flatMap(({ what, amount: times }) =>
    what.startsWith(MISSED) ? [[what.slice(MISSED.length), times] as const] : [],
  );
  return {
    ...person,
    weight: amount("weight") || 1,
    due: Math.round(amount("due") * PRECISION) / PRECISION,
    given: amount("given"),
    madeUp: amount("madeUp"),
    missed: Object.fromEntries(missed),
  };
}

const MISSED = "missed/";
/** Places that shares of records keep. */
const PRECISION = 1_000_000;

/** What flow, step and rule are called today, and where the rule stands. */
function namesOf(flow: FlowDocument, { node: id, rule: key }: LedgerFigure) {
  const node = flow.nodes.find((one) => one.id === id);
  const rules = node ? rulesOf(new Settings(node.settings)) : [];
  const place = rules.findIndex((rule) => rule.key === key);
  const rule = rules[place];
  return {
    flow: flow.id,
    flowName: flow.name,
    entity: flow.entity,
    node: id,
    nodeName: nodeName(node, id),
    rule: key,
    ruleName: rule?.name ?? null,
    strategy: rule ? (findStrategy(rule.to.text("strategy"))?.name ?? null) : null,
    place: place < 0 ? rules.length : place,
  };
}

function nodeName(node: FlowNode | undefined, id: string): LocalizedText {
  return node?.name ?? findNode(node?.type ?? "")?.name ?? { zh: id, en: id };
}
