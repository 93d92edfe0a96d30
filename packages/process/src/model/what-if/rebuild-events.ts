import type { Value } from "@mortise/expression";
import type { Values } from "../effect.ts";
import type { PastEvent } from "./past.ts";
import type { Pause } from "./pause.ts";

/** What the history keeps of one change. */
export interface KeptChange {
  readonly record: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly type: string;
  readonly actor: string | null;
  readonly startedBy: string | null;
  readonly skipFlows: boolean;
  readonly keepsOwner: boolean;
  readonly changed: readonly string[];
  readonly values: Readonly<Record<string, readonly [Value, Value]>>;
}

const OWN_TYPES = ["created", "deleted", "restored"] as const;
/** Notes that other records point here now; nothing of the record itself changed. */
const NO_CHANGE: ReadonlySet<string> = new Set(["linked"]);

/** A later event may still be without its successor. */
type Linked = { -readonly [Key in keyof PastEvent]: PastEvent[Key] };

/**
 * What happened to records, oldest first, each with the values of its moment: worked out backwards from what the records
 * hold today. Records that are not given are left out.
 */
export async function rebuildEvents(
  changes: readonly KeptChange[],
  present: ReadonlyMap<string, Values>,
  pause: Pause,
): Promise<readonly PastEvent[]> {
  const states = new Map(present);
  const followers = new Map<string, PastEvent>();
  const events: PastEvent[] = [];
  for (const change of changes.toReversed()) {
    if (pause.isDue()) await pause.take();
    const after = states.get(change.record);
    if (!after || NO_CHANGE.has(change.type)) continue;
    const before = change.type === "created" ? undefined : earlier(after, change);
    states.set(change.record, before ?? after);
    const event: Linked = {
      record: change.record,
      at: new Date(change.at),
      type: OWN_TYPES.find((type) => type === change.type) ?? "updated",
      after,
      changed: change.type === "created" ? Object.keys(after) : change.changed,
      startedBy: change.startedBy ?? change.actor,
      keepsOwner: change.keepsOwner,
      skipsFlows: change.skipFlows,
      next: followers.get(change.record),
      ...(before ? { before } : {}),
    };
    followers.set(change.record, event);
    events.push(event);
  }
  return events.reverse();
}

function earlier(after: Values, { values }: KeptChange): Values {
  const before: Record<string, Value> = { ...after };
  let isSame = true;
  for (const field in values) {
    if (!Object.hasOwn(values, field)) continue;
    before[field] = values[field]?.[0] ?? null;
    isSame = false;
  }
  return isSame ? after : before;
}
