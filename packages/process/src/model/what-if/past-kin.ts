import { idTime } from "@mortise/kit";
import { type Kin, kinKey, type KinLookup } from "../kin.ts";
import type { PastStart } from "./past.ts";

/**
 * Whose records were that hold the same values, at one moment after the other. What a decision found then is kept with it; for
 * lookups that nobody made then it goes by whose the records are today, as far as they were there. Who gets a record by the
 * replay has it from then on.
 */
export class PastKin {
  readonly #today = new Map<string, readonly Kin[]>();
  /** Owners by the replay, of records that it gives to others. */
  readonly #moved = new Map<string, string | null>();

  /** Undefined when nobody has said whose the records are today. */
  found(lookup: KinLookup, { event, decisions }: PastStart): readonly Kin[] | undefined {
    const key = kinKey(lookup);
    const kept = decisions.findLast(({ basis }) => basis.owners && Object.hasOwn(basis.owners, key));
    const kin =
      kept?.basis.owners?.[key] ??
      this.#today.get(key)?.filter(({ id }) => id !== event.record && isOlder(id, event));
    return kin?.flatMap(({ id, owner }) => {
      const now = this.#moved.has(id) ? this.#moved.get(id) : owner;
      return typeof now === "string" ? [{ id, owner: now }] : [];
    });
  }

  /** Takes whose the records are today. */
  put(lookup: KinLookup, kin: readonly Kin[]): void {
    this.#today.set(kinKey(lookup), kin);
  }

  /** Moves on past a record: who was given it then, and who is by the replay. */
  gave({
    record,
    really,
    now,
  }: {
    readonly record: string;
    readonly really: string | null;
    readonly now: string | null;
  }): void {
    if (really === now) this.#moved.delete(record);
    else this.#moved.set(record, now);
  }
}

/** Whether a record was there before a moment, or came with it and stands before the record that is decided about. */
function isOlder(id: string, { at, record }: PastStart["event"]): boolean {
  const made = idTime(id);
  return made < at.getTime() || (made === at.getTime() && id < record);
}
