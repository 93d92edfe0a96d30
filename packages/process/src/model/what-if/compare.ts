import type { CompiledFlow } from "../compiled-flow.ts";
import { flowEnvironment } from "../flow-environment.ts";
import { type AssignRule, assignRules } from "../../nodes/assign/rules.ts";
import { doneWhenOf } from "../../nodes/task/done-when.ts";
import type { PastWorldOptions } from "./past-world.ts";
import { receiverOf } from "./receiver.ts";
import type { PastEvent } from "./past.ts";
import type { Replayed } from "./replay.ts";

/** So many changes are told one by one. */
const MOST_CHANGES = 200;

/** How many records went from one person to another; null is nobody. */
export interface OwnerMove {
  readonly from: string | null;
  readonly to: string | null;
  readonly count: number;
}

/** How a rule fared. */
export interface RuleUse extends AssignRule {
  /** How often it gave somebody a record. */
  readonly hits: number;
  /** How often its condition held, but an earlier rule or step had the say; only counted for rules without a hit. */
  readonly covered: number;
}

/** A record that somebody else would have got. */
export interface OwnerChange {
  readonly record: string;
  readonly at: Date;
  readonly from: string | null;
  readonly to: string | null;
  readonly rule: string | null;
  readonly node: string | null;
}

/** What a flow would have made of the past, beside what happened. */
export interface WhatIfFigures {
  readonly starts: number;
  readonly changed: number;
  readonly moves: readonly OwnerMove[];
  readonly people: readonly { readonly id: string; readonly before: number; readonly after: number }[];
  readonly unassigned: { readonly before: number; readonly after: number };
  readonly rules: readonly RuleUse[];
  /** The newest of those that somebody else would have got. */
  readonly changes: readonly OwnerChange[];
}

/** Who would own the record; what nobody decides about stays as it was. */
export function ownerAfter({ start, outcome }: Replayed): string | null {
  if (outcome) return receiverOf(outcome);
  const owner = start.event.after["owner"];
  return typeof owner === "string" ? owner : null;
}

/** Who really got it. */
export function ownerBefore({ start }: Replayed): string | null {
  const last = start.decisions.at(-1);
  return last ? receiverOf(last.outcome) : start.owner;
}

/** Puts the replay of a flow beside what happened. */
export function compare(
  flow: CompiledFlow,
  played: readonly Replayed[],
  among: Pick<PastWorldOptions, "timeZone" | "calendar" | "roster">,
): WhatIfFigures {
  const moves = new Map<string, OwnerMove>();
  const people = new Map<string, { before: number; after: number }>();
  const unassigned = { before: 0, after: 0 };
  const count = (id: string | null, side: "before" | "after"): void => {
    if (id === null) {
      unassigned[side] += 1;
      return;
    }
    const figures = people.get(id) ?? { before: 0, after: 0 };
    figures[side] += 1;
    people.set(id, figures);
  };
  const changes: OwnerChange[] = [];
  for (const one of played) {
    const from = ownerBefore(one);
    const to = ownerAfter(one);
    const key = `${from ?? ""} ${to ?? ""}`;
    moves.set(key, { from, to, count: (moves.get(key)?.count ?? 0) + 1 });
    count(from, "before");
    count(to, "after");
    if (from !== to) changes.push(changeOf(one, from, to));
  }
  return {
    starts: played.length,
    changed: changes.length,
    moves: [...moves.values()].toSorted((a, b) => b.count - a.count),
    people: [...people].map(([id, figures]) => ({ id, ...figures })).toSorted((a, b) => b.after - a.after),
    unassigned,
    rules: ruleUses(flow, played, among),
    changes: changes.slice(-MOST_CHANGES).reverse(),
  };
}

function changeOf({ start, outcome }: Replayed, from: string | null, to: string | null): OwnerChange {
  const { record, at } = start.event;
  return { record, at, from, to, rule: outcome?.rule ?? null, node: outcome?.node ?? null };
}

function ruleUses(
  flow: CompiledFlow,
  played: readonly Replayed[],
  { timeZone, calendar, roster }: Pick<PastWorldOptions, "timeZone" | "calendar" | "roster">,
): readonly RuleUse[] {
  const hits = new Map<string, number>();
  for (const { outcome } of played) {
    if (!outcome || outcome.rule === null) continue;
    const key = `${outcome.node} ${outcome.rule}`;
    hits.set(key, (hits.get(key) ?? 0) + 1);
  }
  return flow.document.nodes.flatMap((node) =>
    assignRules(node).map((rule): RuleUse => {
      const used = hits.get(`${rule.node} ${rule.key}`) ?? 0;
      const { when } = rule;
      if (used > 0 || when === undefined) return { ...rule, hits: used, covered: 0 };
      const covered = played.filter(({ start: { event, values } }) =>
        flow.test(
          when,
          flowEnvironment(values, {
            now: event.at,
            timeZone,
            calendar,
            roster,
            user: event.startedBy,
            old: event.before,
          }),
        ),
      );
      return { ...rule, hits: 0, covered: covered.length };
    }),
  );
}

/** How many of the tasks that flows gave were not done in time, going by what really happened to the records; undefined when none was due. */
export function lateTasks(
  played: readonly Replayed[],
  { now, timeZone, calendar }: Pick<PastWorldOptions, "timeZone" | "calendar"> & { readonly now: Date },
): { readonly given: number; readonly late: number } | undefined {
  let given = 0;
  let late = 0;
  for (const { start, due } of played)
    for (const { node: id, at } of due) {
      const { flow } = start;
      const node = flow.node(id);
      const done = node && doneWhenOf(node);
      if (done === undefined || at > now) continue;
      given += 1;
      const holds = (event: PastEvent): boolean =>
        flow.test(
          done,
          flowEnvironment(event.after, { now: event.at, timeZone, calendar, user: event.startedBy }),
        );
      if (!happensBy(start.event, at, holds)) late += 1;
    }
  return given === 0 ? undefined : { given, late };
}

/** Whether something holds after one of the events of a record, up to a moment. */
function happensBy(first: PastEvent, until: Date, holds: (event: PastEvent) => boolean): boolean {
  for (let event: PastEvent | undefined = first; event && event.at <= until; event = event.next)
    if (holds(event)) return true;
  return false;
}
