import type { LocalizedText } from "@mortise/kit";
import { queuesAbove, systemActor, type WriteTransaction } from "@mortise/store";
import { disagreement } from "../../model/calls/disagreement.ts";
import type { CompiledFlow } from "../../model/compiled-flow.ts";
import type { Values } from "../../model/effect.ts";
import { queueKey } from "../queue-runs.ts";
import { busyRecords } from "../start-flows.ts";
import { readRecords } from "../world-source.ts";
import type { AskedCall } from "./call-port.ts";

const RECORD_GONE: LocalizedText = {
  zh: "记录不存在或已删除",
  en: "The record does not exist or was deleted",
};

type CompleteRecord = Values & { readonly id: string };

/** A call that may begin, with the complete values of its record. */
export interface Admitted {
  readonly asked: AskedCall;
  readonly record: CompleteRecord;
}

/** A call that may not, and why. */
export interface Refused {
  readonly asked: AskedCall;
  readonly problem: LocalizedText;
}

/** The flow that is called. */
interface Called {
  readonly app: string;
  readonly flow: CompiledFlow;
}

/** Which calls may begin: what they hand over fits, their records are there, and the runs of the flow so far let them. */
export async function admitCalls(
  transaction: WriteTransaction,
  called: Called,
  calls: readonly AskedCall[],
): Promise<{ readonly admitted: readonly Admitted[]; readonly refused: readonly Refused[] }> {
  const { app, flow } = called;
  const { entity, again } = flow.document;
  const ids = calls.map(({ call }) => call.record);
  const reading = { reader: transaction, actor: systemActor, app };
  const records = new Map((await readRecords(reading, entity, ids)).map((record) => [record.id, record]));
  const busy = new Set(again === "ignore" ? await busyRecords(transaction, called, ids) : []);
  const above = await queuedAbove(transaction, called, calls);
  const admitted: Admitted[] = [];
  const refused: Refused[] = [];
  for (const asked of calls) {
    const record = records.get(asked.call.record);
    const problem =
      disagreement(asked.call, flow) ?? (record && standsInTheWay(flow, { asked, record, busy, above }));
    if (problem || !record) refused.push({ asked, problem: problem ?? RECORD_GONE });
    else {
      admitted.push({ asked, record });
      if (again === "ignore") busy.add(record.id);
    }
  }
  return { admitted, refused };
}

/** Which runs of the flow keep another one from beginning for a record; undefined when none does. */
function standsInTheWay(
  flow: CompiledFlow,
  {
    asked,
    record,
    busy,
    above,
  }: {
    readonly asked: AskedCall;
    readonly record: CompleteRecord;
    readonly busy: ReadonlySet<string>;
    readonly above: ReadonlySet<string>;
  },
): LocalizedText | undefined {
  const { zh, en } = flow.document.name;
  if (busy.has(record.id))
    return { zh: `这条记录的流程“${zh}”正在进行`, en: `“${en || zh}” is under way for the record` };
  const key = queueKey(flow, { id: record.id, after: record });
  if (key === null || !isWaiting(asked) || !above.has(placeOf(asked.run.id, key))) return undefined;
  return {
    zh: `流程“${zh}”设为排队，而调用它的运行正占着队伍，会互相等待`,
    en: `Runs of “${en || zh}” wait for each other, and what calls it is one of them: neither would ever end`,
  };
}

function isWaiting({ call }: AskedCall): boolean {
  return call.waits !== undefined;
}

function placeOf(caller: string, key: string): string {
  return `${caller} ${key}`;
}

/** The places of callers in queues of the flow that they call, their own or those of runs that led to them. */
async function queuedAbove(
  { db }: WriteTransaction,
  { app, flow }: Called,
  calls: readonly AskedCall[],
): Promise<ReadonlySet<string>> {
  const { again, id } = flow.document;
  if (again !== "queue") return new Set();
  const callers = calls.filter(isWaiting).map(({ run }) => run.id);
  const queues = await queuesAbove(db, { app, flow: id }, callers);
  return new Set(queues.map(({ caller, key }) => placeOf(caller, key)));
}
