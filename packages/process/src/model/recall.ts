import type { ApprovalPart } from "./approval.ts";
import type { ApprovalMode } from "./effect.ts";
import type { Token } from "./run-state.ts";

/** How parts stand once a word was taken back. */
export type RecalledPart = Pick<ApprovalPart, "id" | "status" | "waitsFor">;

/**
 * How the parts of an approval stand once one of them takes its word back: that part is open again, whoever got their turn by
 * it waits again, and who was not asked any more because of it is asked again. Undefined where somebody after it has
 * spoken already, or where it was only an opinion.
 */
export function recalled(
  mode: ApprovalMode,
  parts: readonly ApprovalPart[],
  id: string,
): readonly RecalledPart[] | undefined {
  const own = parts.find((part) => part.id === id);
  if (own?.decision == null || own.origin === "word" || own.origin === "before") return undefined;
  const original = parts.filter(({ origin }) => origin === null);
  const place = original.findIndex((part) => part.id === id);
  const later = mode === "sequence" && place >= 0 ? original.slice(place + 1) : [];
  const after = parts.filter((part) => part.origin === "after" && part.madeFrom === id);
  const dependent = [...later, ...after];
  if (dependent.some(({ decision, status }) => decision !== null || status === "passed")) return undefined;
  const waiting = [
    ...later.map((part, index) => ({ part, waitsFor: later[index - 1]?.id ?? id })),
    ...after.map((part) => ({ part, waitsFor: id })),
  ];
  const others = parts.filter(
    (part) => part.status === "cancelled" && part.origin === null && !later.includes(part),
  );
  return [
    { id, status: "open", waitsFor: null },
    ...waiting.map(({ part, waitsFor }): RecalledPart => ({ id: part.id, status: "later", waitsFor })),
    ...others.map((part): RecalledPart => ({ id: part.id, status: "open", waitsFor: null })),
  ];
}

/** A step that was taken, as far as going back over it asks. */
export interface TakenStep {
  readonly node: string;
  readonly exit: string | null;
  /** Whether it did nothing that would have to be undone. */
  readonly isTraceless: boolean;
}

/**
 * Whether a way that was at a step can go back there: it has gone on to one step where it waits now, over nothing but steps
 * that leave no trace.
 */
export function mayGoBack(steps: readonly TakenStep[], from: string, token: Token): boolean {
  const left = steps.findLastIndex(({ node, exit }) => node === from && exit !== null);
  if (left < 0 || token.node === from) return false;
  const since = steps.slice(left + 1);
  const last = since.at(-1);
  if (last?.node !== token.node || last.exit !== null) return false;
  return since.slice(0, -1).every(({ isTraceless }) => isTraceless);
}
