import type { LocalizedText } from "@mortise/kit";
import {
  type CallAnswerRow,
  type CallReturn,
  type EndedCall,
  type JournalDb,
  type RunRow,
  takeReturns,
} from "@mortise/store";
import { OUTPUT } from "../../model/calls/call-signature.ts";
import type { CallAnswer, FlowEvent } from "../../model/run-state.ts";
import type { RunMove } from "../run-group.ts";
import type { EndedRun } from "./call-port.ts";

const WITHOUT_REASON: LocalizedText = {
  zh: "被调用的流程没有走完",
  en: "The called flow did not come to its end",
};
const PREFIX = `${OUTPUT}.`;

/** How a called run has ended, as its caller hears it. */
export function endedCall({ run, state }: EndedRun): EndedCall {
  return { run: run.id, answer: answerOf(state), isFailed: state.status === "failed" };
}

function answerOf({ status, outputs = {}, error }: EndedRun["state"]): CallAnswerRow {
  if (status !== "done") return { ok: false, problem: error ?? WITHOUT_REASON };
  const given = Object.entries(outputs).filter(([key]) => key.startsWith(PREFIX));
  return {
    ok: true,
    outputs: Object.fromEntries(given.map(([key, value]) => [key.slice(PREFIX.length), value])),
  };
}

/** Takes what runs have to hear, as events that move them: one for each way that waits. */
export async function returnedEvents(db: JournalDb, runs: readonly RunRow[]): Promise<readonly RunMove[]> {
  const returns = await takeReturns(
    db,
    runs.map(({ id }) => id),
  );
  const ofRun = Map.groupBy(returns, ({ caller }) => caller);
  return runs.flatMap((run) => {
    const own = ofRun.get(run.id) ?? [];
    return own.length > 0 ? [{ run, events: eventsOf(own) }] : [];
  });
}

function eventsOf(returns: readonly CallReturn[]): readonly FlowEvent[] {
  const ways = Map.groupBy(returns, ({ token, node }) => `${token} ${node}`);
  return [...ways.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { token, node } = first;
    const answers = group.map(({ record, answer }): CallAnswer => ({ record, ...answer }));
    return [{ type: "returned" as const, token, node, answers }];
  });
}
