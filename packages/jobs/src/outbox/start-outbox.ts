import { type Clock, type Logger, type LocalizedText, newId } from "@mortise/kit";
import {
  countFailure,
  giveBack,
  type LeasedSend,
  leaseSends,
  OUTBOX_CHANNEL,
  renewLeases,
  restTarget,
  settleSend,
  type Store,
  targetIsWell,
  type TriedSend,
} from "@mortise/store";
import { reasonOf, startTicker, type Ticker } from "../ticker.ts";
import { FAILURES_TO_REST, pauseAfter, restAfterFailures } from "./retry.ts";
import type { Sender, SendOutcome } from "./sender.ts";

/** How the outbox is served. */
export interface OutboxOptions {
  readonly store: Pick<Store, "db" | "listen">;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Who sends what, by kind. */
  readonly senders: Readonly<Record<string, Sender>>;
  /** Sends under way at once in this process, 16 by default … */
  readonly concurrency?: number;
  /** … and to one target, 4 by default. */
  readonly concurrencyEach?: number;
  /** How often it is looked for what is due; 1,000 ms by default. */
  readonly intervalMs?: number;
  /** How long a send stays with a process that gives no sign of life; 8 s by default. */
  readonly leaseSeconds?: number;
  /** Within [0, 1); for the pauses between tries. */
  readonly random?: () => number;
}

/** The outbox at work in this process. */
export interface RunningOutbox {
  /** Looks at once for what is due. */
  wake(): void;
  /** Takes nothing more, lets what is under way finish for a while, and gives the rest back. */
  stop(): Promise<void>;
}

/** What is under way when a process stops has so long to end. */
const PATIENCE_MS = 5_000;
const NO_SENDER: LocalizedText = {
  zh: "服务器没有配置这种发送方式",
  en: "The server is not set up to send this",
};
const CUT_OFF: LocalizedText = {
  zh: "每次发送时进程都中断了，不再尝试",
  en: "The process ended at every try; it is not tried any more",
};
const OWN_FAULT: LocalizedText = {
  zh: "发送时出现意外错误",
  en: "Something unexpected happened while sending",
};

/** Serves the outbox in this process; any number of processes may do so on one database. */
export async function startOutbox(options: OutboxOptions): Promise<RunningOutbox> {
  const worker = new OutboxWorker(options);
  const deafen = await options.store.listen(OUTBOX_CHANNEL, () => worker.wake());
  return {
    wake: () => worker.wake(),
    async stop() {
      deafen();
      await worker.stop();
    },
  };
}

class OutboxWorker {
  readonly #options: OutboxOptions;
  readonly #concurrency: number;
  readonly #each: number;
  readonly #leaseSeconds: number;
  readonly #stopping = new AbortController();
  readonly #underWay = new Map<string, { readonly send: LeasedSend; readonly ended: Promise<void> }>();
  readonly #looking: Ticker;
  readonly #living: Ticker;

  constructor(options: OutboxOptions) {
    const { logger, intervalMs, leaseSeconds = 8 } = options;
    this.#options = options;
    this.#concurrency = options.concurrency ?? 16;
    this.#each = options.concurrencyEach ?? 4;
    this.#leaseSeconds = leaseSeconds;
    this.#looking = startTicker({
      name: "outbox",
      tick: () => this.#take(),
      logger,
      ...(intervalMs === undefined ? {} : { intervalMs }),
    });
    this.#living = startTicker({
      name: "outbox leases",
      tick: async () => {
        const leases = [...this.#underWay.values()].map(({ send }) => send.lease);
        await renewLeases(options.store.db, leases, leaseSeconds);
        return 0;
      },
      logger,
      intervalMs: (leaseSeconds * 1_000) / 4,
    });
  }

  wake(): void {
    this.#looking.wake();
  }

  async stop(): Promise<void> {
    await this.#looking.stop();
    const patience = setTimeout(() => this.#stopping.abort(), PATIENCE_MS);
    await Promise.all([...this.#underWay.values()].map(({ ended }) => ended));
    clearTimeout(patience);
    await this.#living.stop();
  }

  /** Begins as many sends as there is room for. */
  async #take(): Promise<number> {
    const room = this.#concurrency - this.#underWay.size;
    if (room <= 0) return 0;
    const now = this.#options.clock.now();
    const sends = await leaseSends(this.#options.store.db, {
      now,
      lease: newId(now.getTime()),
      leaseSeconds: this.#leaseSeconds,
      room,
      roomEach: this.#each,
      except: this.#fullTargets(),
      failuresToRest: FAILURES_TO_REST,
    });
    for (const send of sends) {
      const ended = this.#try(send).finally(() => {
        this.#underWay.delete(send.id);
        this.#looking.wake();
      });
      this.#underWay.set(send.id, { send, ended });
    }
    return sends.length;
  }

  #fullTargets(): readonly string[] {
    const counts = Map.groupBy(this.#underWay.values(), ({ send }) => send.target);
    return [...counts].flatMap(([target, some]) => (some.length >= this.#each ? [target] : []));
  }

  async #try(send: LeasedSend): Promise<void> {
    const { logger, store } = this.#options;
    const from = performance.now();
    try {
      const outcome = await this.#outcomeOf(send);
      if (outcome === undefined) return await giveBack(store.db, [send]);
      await this.#settle(send, outcome, Math.round(performance.now() - from));
    } catch (error) {
      // The lease will be over, and somebody tries again.
      logger.error({ send: send.id, reason: reasonOf(error) }, "how a send ended could not be kept");
    }
  }

  /** Undefined when it was cut off as the process stops. */
  async #outcomeOf(send: LeasedSend): Promise<SendOutcome | undefined> {
    if (send.attempts - send.tried_before > send.policy.tries) return { type: "refused", problem: CUT_OFF };
    const sender = Object.hasOwn(this.#options.senders, send.kind)
      ? this.#options.senders[send.kind]
      : undefined;
    if (!sender) return { type: "refused", problem: NO_SENDER };
    const { signal } = this.#stopping;
    try {
      return await sender({ ...send, signal });
    } catch (error) {
      if (signal.aborted) return undefined;
      const { logger } = this.#options;
      logger.error({ send: send.id, kind: send.kind, reason: reasonOf(error) }, "a send failed unexpectedly");
      return { type: "failed", problem: OWN_FAULT, isOwnFault: true };
    }
  }

  async #settle(send: LeasedSend, outcome: SendOutcome, took: number): Promise<void> {
    const { db } = this.#options.store;
    const at = this.#options.clock.now();
    const tried = this.#tried(send, outcome, { at, took });
    const isKept = await settleSend(db, send, tried);
    const isAnswered = outcome.type === "taken" || outcome.status !== undefined;
    if (outcome.type !== "failed") await (isAnswered ? targetIsWell(db, send.target) : undefined);
    else if (outcome.isOwnFault !== true) await this.#rest(send.target, outcome, at);
    if (isKept) return;
    this.#options.logger.warn(
      { send: send.id },
      "a send had gone to another process, or was not wanted any more",
    );
  }

  #tried(send: LeasedSend, outcome: SendOutcome, { at, took }: Pick<TriedSend, "at" | "took">): TriedSend {
    const base = { at, took, code: outcome.status ?? null, answer: outcome.answer ?? null };
    if (outcome.type === "taken") return { ...base, status: "sent", problem: null };
    const { problem } = outcome;
    const failures = send.attempts - send.tried_before;
    if (outcome.type === "refused" || failures >= send.policy.tries)
      return { ...base, status: "dead", problem };
    const random = this.#options.random ?? Math.random;
    const pause = Math.max(pauseAfter(send.policy, failures, random()), outcome.restMs ?? 0);
    return { ...base, status: "waiting", problem, dueAt: new Date(at.getTime() + pause) };
  }

  /** A target in trouble is left alone: not for the sake of one send, but of all that wait for it. */
  async #rest(
    target: string,
    { restMs = 0 }: Extract<SendOutcome, { type: "failed" }>,
    at: Date,
  ): Promise<void> {
    const { db } = this.#options.store;
    const rest = Math.max(restMs, restAfterFailures(await countFailure(db, target)));
    if (rest > 0) await restTarget(db, target, new Date(at.getTime() + rest));
  }
}
