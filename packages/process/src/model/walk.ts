import type { JsonObject, LocalizedText } from "@mortise/kit";
import type { FlowNode } from "@mortise/metadata";
import { findNode } from "../nodes/index.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import { homeOf } from "./flow-structure.ts";
import type { Fork, JoinOutcome, StepOutcome } from "./node-type.ts";
import { Places } from "./places.ts";
import type { Advance, Block, FlowEvent, Outputs, RunState, Token, TraceStep } from "./run-state.ts";
import { Missing, Movement, StepContext, type Standing, Unsaved } from "./step-context.ts";
import { Settings } from "./settings.ts";
import type { Need, World } from "./world.ts";

/** Steps one run may take in its life; more means a loop without an end. */
export const STEP_BUDGET = 5000;

/** Where a way stands that leads to no step: it ends in its turn. */
const NOWHERE = "";
const PASSED_OVER: LocalizedText = { zh: "已由管理人员跳过", en: "Left out by somebody in charge" };
const START: FlowEvent = { type: "start" };
const TOO_MANY: LocalizedText = {
  zh: `流程走了超过 ${STEP_BUDGET} 步，可能有死循环，已停止`,
  en: `The flow took more than ${STEP_BUDGET} steps and was stopped; it probably loops`,
};

/** How a run ended before its ways did. */
interface Ending {
  readonly status: "done" | "failed" | "cancelled";
  readonly stoppedAt?: string;
  readonly error?: LocalizedText;
}

/**
 * One movement of a run: takes events and walks every way on until it waits or ends. Ways that were opened together
 * are walked one after the other, in their order.
 */
export class Walk {
  readonly #flow: CompiledFlow;
  readonly #state: RunState;
  readonly #movement: Movement;
  readonly #places: Places;
  readonly #trace: TraceStep[] = [];
  readonly #at: string;
  /** Ways to be walked, the next one last. */
  readonly #ready: { readonly token: string; readonly event: FlowEvent }[] = [];
  #steps: number;
  /** Effects that steps of the trace account for. */
  #told = 0;
  #ending: Ending | undefined;
  /** What is left to be done once records have been written. */
  readonly #putOff: FlowEvent[] = [];
  /** What has to be known before some of the ways can go on. */
  readonly #needs: Need[] = [];
  /** Of a run that failed: what it goes on by. */
  readonly #retry: FlowEvent[] = [];

  constructor(flow: CompiledFlow, state: RunState, world: World) {
    this.#flow = flow;
    this.#state = state;
    this.#movement = new Movement({ flow, state, world });
    this.#places = new Places(state);
    this.#steps = state.steps;
    this.#at = world.now.toISOString();
  }

  /** Takes an event and walks on all that it moves. An event of a way that has gone on or ended moves nothing. */
  take(event: FlowEvent): void {
    if (event.type === "cancel") return;
    if (this.#ending) return this.#missed(event);
    if (event.type === "jump") this.#jump(event);
    else if (event.type === "start") {
      for (const { id } of this.#places.tokens.toReversed()) this.#ready.push({ token: id, event });
    } else if (this.#places.token(event.token)?.node === event.node) {
      this.#ready.push({ token: event.token, event: event.type === "go-on" ? event.event : event });
    }
    for (let next = this.#ready.pop(); next && !this.#ending; next = this.#ready.pop()) {
      const token = this.#places.token(next.token);
      if (token) this.#try(token, next.event);
    }
  }

  /**
   * Takes a step. One that must wait for writing is put off, one that must know more says so; other ways go on, so that what
   * all of them wait for is done at once.
   */
  #try(token: Token, event: FlowEvent): void {
    const { id, node } = token;
    try {
      this.#step(token, event);
    } catch (error) {
      if (error instanceof Unsaved) this.#putOff.push({ type: "go-on", token: id, node, event });
      else if (error instanceof Missing) this.#needs.push(...error.needs);
      else throw error;
    }
  }

  /** All that the run waits for is given up, and it stands at another step; approvals from there on count no more. */
  #jump({ to, why }: Extract<FlowEvent, { type: "jump" }>): void {
    const from = this.#places.tokens[0]?.node ?? to;
    const { token, given } = this.#places.restart(to);
    this.#movement.withdraw(given);
    const { approvals } = this.#movement;
    const place = approvals.findIndex(({ node }) => node === to);
    if (place >= 0) approvals.splice(place);
    const decision = { kind: "intervene", node: from, why, details: [] } as const;
    this.#movement.emit({ type: "decision", decision });
    const node = this.#flow.node(from) ?? this.#flow.node(to);
    if (node) this.#write(node, why, null);
    this.#ready.push({ token: token.id, event: START });
  }

  /** The run as it stands now, and all that was asked for on the way. */
  answer(): Advance {
    if (this.#needs.length > 0) return { kind: "needs", needs: this.#needs };
    const { stoppedAt: _old, skips: _skipped, approvals: _before, ...state } = this.#state;
    const ending = this.#ending;
    const isEnded = ending !== undefined && ending.status !== "failed";
    const isOver = isEnded || this.#places.tokens.length === 0;
    const status = ending?.status ?? (isOver ? "done" : "waiting");
    // Where a failed run stood is kept: it can be set going again from there.
    const places = isOver ? { tokens: [], blocks: [] } : this.#places.kept();
    const { serial } = this.#places;
    const { approvals, outputs } = this.#movement;
    const given = {
      ...(approvals.length > 0 ? { approvals } : {}),
      ...(Object.keys(outputs).length > 0 ? { outputs } : {}),
    };
    return {
      kind: "advanced",
      state: { ...state, ...ending, ...places, ...given, serial, status, steps: this.#steps },
      effects: this.#movement.effects,
      trace: this.#trace,
      ...(this.#putOff.length > 0 && !ending ? { rest: this.#putOff } : {}),
      ...(status === "failed" ? { retry: this.#retryEvents() } : {}),
    };
  }

  /** The failed step again, and all that the failure has kept from moving. */
  #retryEvents(): readonly FlowEvent[] {
    const ready = this.#ready.toReversed().flatMap(({ token: id, event }): readonly FlowEvent[] => {
      const token = this.#places.token(id);
      return token ? [{ type: "go-on", token: id, node: token.node, event }] : [];
    });
    return [...this.#retry, ...ready, ...this.#putOff];
  }

  /** An event that came too late for this movement; a run that failed hears it when it goes on. */
  #missed(event: FlowEvent): void {
    if (event.type !== "start" && this.#ending?.status === "failed") this.#retry.push(event);
  }

  #step(token: Token, event: FlowEvent): void {
    const node = this.#flow.node(token.node);
    if (!node) return this.#endWay(token);
    if (this.#steps >= STEP_BUDGET) return this.#failAt(token, node, TOO_MANY);
    const type = findNode(node.type);
    if (!type) return this.#failAt(token, node, unknownType(node));
    if (this.#state.skips?.includes(node.id)) return this.#passOver(token, node);
    const blocks = this.#places.around(token.block);
    const rounds = this.#places.roundsOf(token);
    const context = this.#context({ node, token: token.id, event, blocks, data: token.data, rounds });
    const outcome = event.type !== "start" && type.resume ? type.resume(context) : type.step(context);
    if (outcome.type === "stay") return outcome.data && this.#rest(token, outcome.data);
    if (outcome.type === "exit") this.#announce(node, type.announces?.[outcome.exit]);
    this.#write(node, outcome.text, outcome.type === "exit" ? outcome.exit : null);
    this.#keepGiven(token, context);
    this.#follow(token, node, outcome);
  }

  /** Other flows may start by the outcome of an approval. */
  #announce(node: FlowNode, outcome: "approved" | "rejected" | undefined): void {
    if (outcome !== undefined) this.#movement.emit({ type: "decided", node: node.id, outcome });
  }

  /** What a step leaves is kept with its round where there is one, otherwise with the run. */
  #keepGiven(token: Token, { given }: StepContext): void {
    if (Object.keys(given).length > 0 && !this.#places.keepInRound(token, given))
      Object.assign(this.#movement.outputs, given);
  }

  /** A step that somebody has left out: the run goes on by its first way out. */
  #passOver(token: Token, node: FlowNode): void {
    const exit = findNode(node.type)
      ?.exits(new Settings(node.settings))
      .find(({ isInner }) => !isInner)?.id;
    this.#write(node, PASSED_OVER, exit ?? null);
    this.#movement.withdraw([token.id]);
    this.#leave(token, exit === undefined ? undefined : node.exits[exit]);
  }

  #context(standing: Standing): StepContext {
    return new StepContext(this.#movement, standing);
  }

  #follow(token: Token, node: FlowNode, outcome: StepOutcome): void {
    if (outcome.type === "exit") this.#exit(token, node, outcome.exit);
    else if (outcome.type === "goto") this.#goTo(token, outcome);
    else if (outcome.type === "fork") this.#open(token, node, outcome);
    else if (outcome.type === "wait") this.#rest(token, outcome.data);
    else if (outcome.type === "again") this.#takeAgain(token, node);
    else if (outcome.type === "fail") this.#failAs(token, node, outcome);
    else if (outcome.type === "end") this.#end({ status: "done" });
    else if (outcome.type === "abort")
      this.#end({ status: "cancelled", stoppedAt: node.id, error: outcome.reason });
  }

  #takeAgain(token: Token, node: FlowNode): void {
    this.#places.put(token);
    this.#ready.push({ token: token.id, event: { type: "saved", token: token.id, node: node.id } });
  }

  #rest({ data: _old, ...token }: Token, data: JsonObject | undefined): void {
    this.#places.put(data ? { ...token, data } : token);
  }

  /** Leaves a step; what was returned to it goes straight back once it is passed, where that was wished. */
  #exit(token: Token, node: FlowNode, exit: string): void {
    const mark = token.back?.findLast(({ from }) => from === node.id);
    if (!mark) return this.#leave(token, node.exits[exit]);
    const [onward] = findNode(node.type)?.exits(new Settings(node.settings)) ?? [];
    const { back = [], ...way } = token;
    const others = back.filter((other) => other !== mark);
    const next = others.length > 0 ? { ...way, back: others } : way;
    this.#leave(next, onward?.id === exit ? mark.to : node.exits[exit]);
  }

  #goTo(token: Token, { node, back }: Extract<StepOutcome, { type: "goto" }>): void {
    const marks = token.back ?? [];
    const from = { from: node, to: back ?? "" };
    this.#leave(back === undefined ? token : { ...token, back: [...marks, from] }, node);
  }

  /** Lets a way go on at a step, or end where there is none. */
  #leave(token: Token, target: string | undefined): void {
    if (target === undefined || !this.#flow.node(target)) return this.#endWay(token);
    const home = homeOf(this.#flow.document, target);
    const { outer, cancelled, isStopped } = this.#places.leaveFor(token, home);
    this.#withdraw(cancelled);
    if (isStopped) return;
    const { data: _old, ...way } = outer;
    this.#places.put({ ...way, node: target });
    this.#ready.push({ token: token.id, event: START });
  }

  #open(token: Token, node: FlowNode, fork: Fork): void {
    const block = this.#places.open(token, node.id, fork.data ?? {});
    this.#enterWays(block, node, fork);
  }

  #enterWays(block: Block, node: FlowNode, { branches, own }: Fork): void {
    const ways = branches.map((branch, index) => ({ branch, way: own ? `${branch}:${index}` : branch }));
    if (own)
      this.#places.startRounds(
        block,
        Object.fromEntries(ways.map(({ way }, index) => [way, keyed(node.id, own[index])])),
      );
    const opened = ways.map(({ branch, way }) =>
      this.#places.enter(block, way, node.exits[branch] ?? NOWHERE),
    );
    for (const token of opened.toReversed()) this.#ready.push({ token: token.id, event: START });
    if (opened.length === 0) this.#join(block, node);
  }

  #endWay(token: Token): void {
    this.#places.remove([token.id]);
    const block = token.block === null ? undefined : this.#places.block(token.block);
    if (!block || block.isLeft) return;
    const now = this.#places.ended(block, token.branch ?? "");
    const node = this.#flow.node(block.node);
    if (node) this.#join(now, node);
  }

  /** Asks the step of a block what happens now that one of its ways has ended. */
  #join(block: Block, node: FlowNode): void {
    const open = this.#places.inside(block.id).length;
    const blocks = this.#places.around(block.parent);
    const rounds = this.#places.roundsOf({ block: block.parent, branch: block.branch });
    const context = this.#context({ node, token: block.id, event: START, blocks, rounds });
    const { ended, data } = block;
    const outcome = findNode(node.type)?.join?.(context, { ended, open, data }) ?? { type: "stay" };
    if (outcome.type === "stay" && open > 0) return;
    if (outcome.type === "fork") return this.#again(block, node, outcome);
    this.#goOn(block, node, outcome.type === "stay" ? allEnded : outcome);
  }

  #again(block: Block, node: FlowNode, fork: Fork): void {
    if (this.#steps >= STEP_BUDGET) return this.#fail(node, TOO_MANY);
    this.#write(node, fork.text, fork.branches[0] ?? null);
    this.#enterWays(this.#places.remember(block, fork.data ?? block.data), node, fork);
  }

  #goOn(block: Block, node: FlowNode, outcome: Extract<JoinOutcome, { type: "exit" }>): void {
    if (outcome.others === "cancel") this.#withdraw(this.#places.clear(block.id));
    this.#write(node, outcome.text, outcome.exit);
    this.#leave(this.#places.after(block), node.exits[outcome.exit]);
  }

  #end(ending: Ending): void {
    this.#withdraw(this.#places.tokens.map((token) => token.id));
    this.#ending = ending;
  }

  #fail(node: FlowNode, error: LocalizedText): void {
    this.#ending = { status: "failed", stoppedAt: node.id, error };
  }

  /** The run fails at a step that is taken anew when it goes on. */
  #failAt(token: Token, node: FlowNode, error: LocalizedText): void {
    this.#retry.push({ type: "go-on", token: token.id, node: node.id, event: START });
    this.#fail(node, error);
  }

  #failAs(token: Token, node: FlowNode, { reason, data }: Extract<StepOutcome, { type: "fail" }>): void {
    this.#rest(token, data);
    this.#failAt(token, node, reason);
  }

  /** What ways that were given up had asked for is taken back. */
  #withdraw(tokens: readonly string[]): void {
    this.#movement.withdraw(tokens);
  }

  #write(node: FlowNode, text: LocalizedText, exit: string | null): void {
    this.#steps += 1;
    const effects = this.#movement.effects.length - this.#told;
    this.#told += effects;
    this.#trace.push({ node: node.id, type: node.type, exit, text, at: this.#at, effects });
  }
}

/** Outputs by the names under which a run keeps them. */
function keyed(node: string, own: Outputs = {}): Outputs {
  return Object.fromEntries(Object.entries(own).map(([id, value]) => [`${node}.${id}`, value]));
}

const allEnded = {
  type: "exit",
  exit: "next",
  others: "go-on",
  text: { zh: "各分支都已完成", en: "All branches have ended" },
} as const;

function unknownType(node: FlowNode): LocalizedText {
  return { zh: `不认识的步骤类型“${node.type}”`, en: `Unknown step type "${node.type}"` };
}
