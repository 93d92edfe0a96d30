import type { LocalizedText } from "@mortise/kit";
import { type AnsweredSend, lockFreeRuns, runsWithAnswers, systemActor, takeAnswers } from "@mortise/store";
import type { FlowEvent, SendAnswer } from "../../model/run-state.ts";
import type { FlowLibrary } from "../flow-library.ts";
import { moveRuns } from "../move-runs.ts";
import type { ProcessParts } from "../parts.ts";

const NOT_SENT: LocalizedText = { zh: "没有发送", en: "It was not sent" };

/**
 * Tells runs what came of what they had sent, at most `limit` of them, and says how many. Taking the answers and moving the
 * runs is one transaction: each answer is heard once, and after a crash it has not been heard.
 */
export async function deliverAnswers(
  parts: ProcessParts,
  library: FlowLibrary,
  limit: number,
): Promise<number> {
  const waiting = await runsWithAnswers(parts.db, limit);
  if (waiting.length === 0) return 0;
  return parts.gateway.transaction(systemActor, { type: "flow", label: "answers" }, async (transaction) => {
    const runs = await lockFreeRuns(transaction.db, waiting);
    const answers = await takeAnswers(
      transaction.db,
      runs.map(({ id }) => id),
    );
    const ofRun = Map.groupBy(answers, ({ run }) => run);
    const moves = runs.flatMap((run) => {
      const own = ofRun.get(run.id) ?? [];
      return own.length > 0 ? [{ run, events: own.map(answered) }] : [];
    });
    await moveRuns(parts, library, transaction, moves);
    return moves.length;
  });
}

function answered({ id, token, node, ...send }: AnsweredSend): FlowEvent {
  return { type: "answered", token, node, send: id, answer: answerOf(send) };
}

function answerOf({
  status,
  answer,
  problem,
}: Pick<AnsweredSend, "status" | "answer" | "problem">): SendAnswer {
  if (status === "sent") return { ok: true, reply: answer ?? {} };
  return { ok: false, problem: problem ?? NOT_SENT, ...(answer ? { reply: answer } : {}) };
}
