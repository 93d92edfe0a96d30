import { isPlainObject, type JsonObject } from "@mortise/kit";
import type { Effect, Values } from "./effect.ts";
import { advance, newRun } from "./advance.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import { findNode } from "../nodes/index.ts";
import type { FlowEvent, Outcome, RunState, Token, TraceStep } from "./run-state.ts";
import { Settings } from "./settings.ts";
import type { Need, World } from "./world.ts";

/** Stops of one rehearsal: enough for any sane flow. */
const STOPS = 50;

/** A step of a rehearsal with the virtual time that has passed since the start. */
export interface RehearsedStep extends TraceStep {
  readonly elapsed: number;
}

/** What would happen, or what must be fetched before it can be said. */
export type Rehearsal =
  | {
      readonly kind: "rehearsed";
      readonly steps: readonly RehearsedStep[];
      readonly effects: readonly Effect[];
      /** How far it got when nothing was left to wait for. */
      readonly state: RunState;
    }
  | { readonly kind: "needs"; readonly needs: readonly Need[] };

/** What people answer, by step. */
export type Answers = Readonly<Record<string, Outcome>>;

/** What people and other systems answer in a rehearsal. */
interface Answered {
  readonly answers: Answers;
  /** What came back from outside, by step. */
  readonly replies: JsonObject;
}

/** How a way of a rehearsal goes on where people would decide: approvals are taken as approved, tasks as done. */
function nextEvent(
  flow: CompiledFlow,
  { id, node: place, data = {} }: Token,
  { answers, replies, now }: Answered & { readonly now: number },
): { readonly event: FlowEvent; readonly wait: number } | undefined {
  const node = flow.node(place);
  const type = node && findNode(node.type);
  if (!node || !type) return undefined;
  const until = type.waitsUntil?.(new Settings(data));
  const wait =
    until === undefined ? type.waits?.(new Settings(node.settings)) : Math.max(0, Date.parse(until) - now);
  if (wait !== undefined) return { event: { type: "timer", token: id, node: node.id }, wait };
  if (type.rehearse) {
    const reply = replies[node.id];
    const waiting = {
      token: id,
      node: node.id,
      memory: new Settings(data),
      // Replies are JSON.
      ...(isPlainObject(reply) ? { reply: reply as JsonObject } : {}),
    };
    return { event: type.rehearse(new Settings(node.settings), waiting), wait: 0 };
  }
  const exits = type.exits(new Settings(node.settings)).map((exit) => exit.id);
  const outcome = answers[node.id] ?? (exits.includes("approved") ? "approved" : "done");
  return { event: { type: "settled", token: id, node: node.id, outcome, by: [] }, wait: 0 };
}

/** The world with a later clock and the writes of earlier steps in place. */
function later(world: World, elapsed: number, written: ReadonlyMap<string, Values>): World {
  return {
    now: new Date(world.now.getTime() + elapsed),
    timeZone: world.timeZone,
    calendar: world.calendar,
    roster: world.roster,
    cursors: (node) => world.cursors(node),
    load: (load) => world.load(load),
    tallies: (entity) => world.tallies(entity),
    kin: (lookup) => world.kin(lookup),
    label: (id) => world.label(id),
    found: (search) => world.found(search),
    figure: (figure) => world.figure(figure),
    newId: () => world.newId(),
    record(entity, id) {
      const stored = world.record(entity, id);
      const own = written.get(`${entity}/${id}`);
      return stored && own ? { ...stored, ...own } : stored;
    },
  };
}

/** Plays a flow through on one record without touching anything; waits pass at once, approvals are taken as given. */
export function rehearse(
  flow: CompiledFlow,
  run: Pick<RunState, "entity" | "record" | "startedBy" | "old" | "outputs">,
  world: World,
  { answers = {}, replies = {} }: Partial<Answered> = {},
): Rehearsal {
  const steps: RehearsedStep[] = [];
  const effects: Effect[] = [];
  const written = new Map<string, Values>();
  const clocks = new Clocks(flow, { answers, replies }, world.now);
  let state = newRun(flow, run);
  let events: readonly FlowEvent[] = [{ type: "start" }];
  let elapsed = 0;
  for (let stop = 0; stop < STOPS; stop += 1) {
    const moved = advance(flow, state, events, later(world, elapsed, written));
    if (moved.kind === "needs") return moved;
    state = moved.state;
    steps.push(...moved.trace.map((step) => ({ ...step, elapsed })));
    effects.push(...moved.effects);
    for (const effect of moved.effects) remember(written, effect);
    if (moved.rest) {
      events = moved.rest;
      continue;
    }
    const next = state.status === "waiting" ? clocks.first(state.tokens, elapsed) : undefined;
    if (!next) break;
    elapsed = next.at;
    events = [next.event];
  }
  return { kind: "rehearsed", steps, effects, state };
}

/** When each way that waits goes on: the one that is due first moves next. */
class Clocks {
  readonly #flow: CompiledFlow;
  readonly #answers: Answered;
  readonly #begun: number;
  readonly #due = new Map<string, { readonly event: FlowEvent; readonly at: number }>();

  constructor(flow: CompiledFlow, answers: Answered, begun: Date) {
    this.#flow = flow;
    this.#begun = begun.getTime();
    this.#answers = answers;
  }

  first(
    tokens: readonly Token[],
    now: number,
  ): { readonly event: FlowEvent; readonly at: number } | undefined {
    const due = tokens.flatMap((token) => this.#dueOf(token, now) ?? []);
    return due.toSorted((one, other) => one.at - other.at)[0];
  }

  #dueOf(token: Token, now: number) {
    // A step that waits on after it was woken waits for another moment.
    const key = `${token.id} ${token.node} ${JSON.stringify(token.data ?? null)}`;
    const known = this.#due.get(key);
    if (known) return known;
    const next = nextEvent(this.#flow, token, { ...this.#answers, now: this.#begun + now });
    if (!next) return undefined;
    const made = { event: next.event, at: now + next.wait };
    this.#due.set(key, made);
    return made;
  }
}

function remember(written: Map<string, Values>, effect: Effect): void {
  if (effect.type === "update") {
    const key = `${effect.entity}/${effect.id}`;
    written.set(key, { ...written.get(key), ...effect.values });
  }
  if (effect.type === "release") {
    const key = `${effect.entity}/${effect.id}`;
    written.set(key, { ...written.get(key), owner: null });
  }
}
