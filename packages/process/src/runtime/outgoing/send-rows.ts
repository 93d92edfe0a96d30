import type { NewSend, RunRow } from "@mortise/store";
import type { Effect } from "../../model/effect.ts";

/** What a run asks to be sent outside, as the outbox keeps it. */
export function sendRows(run: RunRow, effect: Effect): readonly NewSend[] {
  if (effect.type !== "send") return [];
  const { id, kind, target, node, token, request, policy, waits = null } = effect;
  const { app, flow, entity, record } = run;
  return [{ id, kind, target, app, flow, node, run: run.id, token, entity, record, waits, request, policy }];
}
