/** For which work a delegation holds: that of an app, or of one flow of it. */
export interface DelegationScope {
  readonly app: string;
  /** Null: all flows of the app. */
  readonly flow: string | null;
}

/** 委托: somebody's new work goes to somebody else for a time. */
export interface Delegation {
  readonly account: string;
  readonly delegate: string;
  /** ISO moments; `until` is no longer part of it. */
  readonly from: string;
  readonly until: string;
  /** Null: all work. */
  readonly scope: readonly DelegationScope[] | null;
}

/** Which work is meant, at which moment. */
export interface WorkMoment {
  readonly app: string;
  readonly flow: string;
  readonly now: Date;
}

/** In whose hands a piece of work comes, and in whose name; `onBehalfOf` is null when it is their own. */
export interface Hands {
  readonly assignee: string;
  readonly onBehalfOf: string | null;
}

/**
 * Follows delegations from a person to who stands in for them now. A chain ends before it comes back to somebody or to
 * one of the people `except`, such as who asks for the approval, and at people who are not active.
 */
export function standIn(
  delegations: readonly Delegation[],
  user: string,
  place: WorkMoment,
  {
    isActive,
    except,
  }: {
    readonly isActive: (user: string) => boolean;
    readonly except: ReadonlySet<string>;
  },
): Hands {
  const visited = new Set([user]);
  let assignee = user;
  for (;;) {
    const next = delegations.find((one) => one.account === assignee && holdsAt(one, place))?.delegate;
    if (next === undefined || visited.has(next) || except.has(next) || !isActive(next)) break;
    visited.add(next);
    assignee = next;
  }
  return { assignee, onBehalfOf: assignee === user ? null : user };
}

function holdsAt({ from, until, scope }: Delegation, { app, flow, now }: WorkMoment): boolean {
  const moment = now.getTime();
  if (Date.parse(from) > moment || Date.parse(until) <= moment) return false;
  return scope === null || scope.some((one) => one.app === app && (one.flow === null || one.flow === flow));
}

/** Why a delegation cannot stand beside those there are. */
export type DelegationConflict =
  | { readonly kind: "overlap" }
  /** It would lead back to who gives it; the people in between, in their order. */
  | { readonly kind: "circle"; readonly through: readonly string[] };

/**
 * What speaks against a new delegation: another one of the same person for some of the same work at the same time, or a chain
 * that would lead back to that person.
 */
export function conflictOf(
  delegations: readonly Delegation[],
  made: Delegation,
): DelegationConflict | undefined {
  if (delegations.some((one) => one.account === made.account && areTogether(one, made)))
    return { kind: "overlap" };
  const through = wayBack(delegations, made, [made.delegate]);
  return through && { kind: "circle", through };
}

function wayBack(
  delegations: readonly Delegation[],
  made: Delegation,
  through: readonly string[],
): readonly string[] | undefined {
  const at = through.at(-1);
  for (const one of delegations) {
    if (one.account !== at || !areTogether(one, made)) continue;
    if (one.delegate === made.account) return through;
    if (through.includes(one.delegate)) continue;
    const found = wayBack(delegations, made, [...through, one.delegate]);
    if (found) return found;
  }
  return undefined;
}

/** Whether two delegations hold for some of the same work at some same time. */
function areTogether(one: Delegation, other: Delegation): boolean {
  if (Date.parse(one.from) >= Date.parse(other.until) || Date.parse(other.from) >= Date.parse(one.until))
    return false;
  const { scope } = other;
  if (one.scope === null || scope === null) return true;
  return one.scope.some((mine) =>
    scope.some(
      (its) => mine.app === its.app && (mine.flow === null || its.flow === null || mine.flow === its.flow),
    ),
  );
}
