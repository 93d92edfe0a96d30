import type { Roster, RosterUser } from "../../model/roster.ts";
import type { Settings } from "../../model/settings.ts";

/** More shares than these are never needed to say how records are to be divided. */
export const MOST_SHARE = 100;

/** Somebody with the number of shares they have. */
export interface Share {
  readonly user: RosterUser;
  readonly share: number;
}

/** The people of the setting `shares` who are still there, each once. */
export function sharesOf(to: Settings, roster: Roster): readonly Share[] {
  const shares = new Map<RosterUser, number>();
  for (const row of to.items("shares")) {
    const user = roster.user(row.text("user") ?? "");
    if (user && !shares.has(user)) shares.set(user, Math.max(1, row.number("share") ?? 1));
  }
  return [...shares].map(([user, share]) => ({ user, share }));
}

/** How far turns have come, by person; those at zero are left out. */
export type Come = Readonly<Record<string, number>>;

/**
 * The next turn by weight: everybody comes forward by their weight, the furthest has the turn and goes back by the weights of
 * all. Over as many turns as all weights together everybody has as many as their weight says. Undefined when there is nobody.
 */
export function nextByWeight(
  people: readonly string[],
  { weigh, come }: { readonly weigh: (id: string) => number; readonly come: Come },
): { readonly chosen: string; readonly come: Come } | undefined {
  const forward = new Map(Object.entries(come));
  let all = 0;
  let chosen: string | undefined;
  for (const id of people) {
    const place = (forward.get(id) ?? 0) + weigh(id);
    forward.set(id, place);
    all += weigh(id);
    if (chosen === undefined || place > (forward.get(chosen) ?? 0)) chosen = id;
  }
  if (chosen === undefined) return undefined;
  forward.set(chosen, (forward.get(chosen) ?? 0) - all);
  return { chosen, come: Object.fromEntries([...forward].filter(([, place]) => place !== 0)) };
}
