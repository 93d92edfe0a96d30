import type { Environment, Expression, Value } from "@mortise/expression";
import { type JsonObject, type LocalizedText, sameText } from "@mortise/kit";
import type { FlowNode, QuotingText } from "@mortise/metadata";
import type { CompiledFlow } from "./compiled-flow.ts";
import type { DecisionDetail, DecisionKind } from "./decision.ts";
import { plainText } from "./plain-text.ts";
import type { AssignOutcome, Asked, Cursor, DecisionBasis, Effect, Values } from "./effect.ts";
import { flowEnvironment } from "./flow-environment.ts";
import type { Hands } from "./delegation.ts";
import type { Roster } from "./roster.ts";
import type { GivenApproval } from "./given-approval.ts";
import { loadKey } from "./load-key.ts";
import type { Block, FlowEvent, RunState } from "./run-state.ts";
import { Settings } from "./settings.ts";
import { valueText } from "./value-text.ts";
import { Wording } from "./wording.ts";
import type { Cursors, Need, World } from "./world.ts";

/** What a run is moved with: its flow, its state before, the world as known. */
export interface MoveParts {
  readonly flow: CompiledFlow;
  readonly state: RunState;
  readonly world: World;
}

/** The step that is being taken. */
export interface Standing {
  readonly node: FlowNode;
  /** The way that stands there. */
  readonly token: string;
  /** What the step remembered when it began to wait. */
  readonly data?: JsonObject | undefined;
  /** What woke it. */
  readonly event: FlowEvent;
  /** The blocks around it, innermost first. */
  readonly blocks: readonly Block[];
}

/** Thrown inside a step to say "fetch this first"; caught by the interpreter and never seen outside. */
export class Missing extends Error {
  readonly need: Need;

  constructor(need: Need) {
    super("a step needs more of the world");
    this.need = need;
  }
}

/** What the steps of one movement of a run share: the run as it was, the world, and what was asked for so far. */
export class Movement {
  readonly flow: CompiledFlow;
  readonly state: RunState;
  readonly world: World;
  readonly wording: Wording;
  readonly effects: Effect[] = [];
  /** Values that steps have set, by `entity/id`. */
  readonly written = new Map<string, Values>();
  /** Records with these values in place, until more are set. */
  readonly read = new Map<string, Values>();
  /** Approvals given so far. */
  readonly approvals: GivenApproval[];

  constructor({ flow, state, world }: MoveParts) {
    this.flow = flow;
    this.state = state;
    this.world = world;
    this.wording = new Wording(flow.catalog, (id) => world.label(id), valueText);
    this.approvals = [...(state.approvals ?? [])];
  }

  /** Asks for something. */
  emit(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Ways were given up, or begin anew: what they had asked for is taken back, also what nobody has seen yet. */
  withdraw(tokens: readonly string[]): void {
    if (tokens.length === 0) return;
    const unseen = this.effects.filter(
      (effect) => !((effect.type === "work" || effect.type === "timer") && tokens.includes(effect.token)),
    );
    this.effects.splice(0, this.effects.length, ...unseen, { type: "withdraw", tokens });
  }
}

/**
 * What one step may see and ask for. Writes are effects; reads see the writes of earlier steps of the same movement.
 * Everything else comes from the world that was handed in.
 */
export class StepContext {
  readonly flow: CompiledFlow;
  readonly state: RunState;
  readonly world: World;
  readonly wording: Wording;
  readonly node: FlowNode;
  readonly settings: Settings;
  /** What woke the step. */
  readonly event: FlowEvent;
  /** The blocks around the step, innermost first. */
  readonly blocks: readonly Block[];
  /** What the step remembered when it began to wait; empty when it is taken for the first time. */
  readonly memory: Settings;
  readonly #token: string;
  readonly #movement: Movement;
  readonly #cursors: Record<string, Cursor | null> = {};
  readonly #loads: Record<string, Readonly<Record<string, number>>> = {};

  constructor(movement: Movement, { node, token, event, blocks, data }: Standing) {
    this.flow = movement.flow;
    this.state = movement.state;
    this.world = movement.world;
    this.wording = movement.wording;
    this.node = node;
    this.settings = new Settings(node.settings);
    this.event = event;
    this.blocks = blocks;
    this.memory = new Settings(data ?? {});
    this.#token = token;
    this.#movement = movement;
  }

  get roster(): Roster {
    return this.world.roster;
  }

  /** The record the run is about. */
  get record(): Values {
    return this.read(this.state.entity, this.state.record) ?? {};
  }

  /** A value of the record. */
  value(field: string): Value {
    return this.record[field] ?? null;
  }

  /** A field of the record as people read it; a referenced record by its title. */
  display(field: string): LocalizedText {
    const { entity } = this.state;
    const { catalog } = this.flow;
    const value = this.value(field);
    const definition = catalog.field(entity, field);
    const target = definition && catalog.fieldTypes.targetEntity(definition);
    const document = target === undefined ? undefined : catalog.find("entity", target);
    if (!document || typeof value !== "string") return this.wording.value(entity, field, value);
    return sameText(plainText(this.read(document.id, value)?.[document.titleField]) || "—");
  }

  /** Any record, as it would stand after this run's own writes; null when it does not exist. */
  read(entity: string, id: string): Values | null {
    const stored = this.world.record(entity, id);
    if (stored === undefined) throw new Missing({ type: "record", entity, id });
    const { read, written: all } = this.#movement;
    if (stored === null || all.size === 0) return stored;
    const key = `${entity}/${id}`;
    const known = read.get(key);
    if (known) return known;
    const written = all.get(key);
    if (!written) return stored;
    const merged = { ...stored, ...written };
    read.set(key, merged);
    return merged;
  }

  /** Rotation cursors of the node. */
  cursors(): Cursors {
    const cursors = this.world.cursors(this.node.id);
    if (!cursors) throw new Missing({ type: "cursor", node: this.node.id });
    return cursors;
  }

  /** Where one rotation of the node stands. */
  cursor(key: string): Cursor | undefined {
    const cursor = this.cursors()[key];
    this.#cursors[key] = cursor ?? null;
    return cursor;
  }

  /** Number of records that some people own. */
  load(when: Expression | undefined, people: readonly string[]): Readonly<Record<string, number>> {
    const load = this.world.load(this.state.entity, when);
    if (!load) throw new Missing({ type: "load", entity: this.state.entity, when });
    const ofThese = Object.fromEntries(people.map((id) => [id, load[id] ?? 0]));
    this.#loads[loadKey(this.state.entity, when)] = ofThese;
    return ofThese;
  }

  /** Whether a condition over the record holds; no condition always holds. */
  test(condition: Expression | undefined): boolean {
    return condition === undefined || this.flow.test(condition, this.environment());
  }

  /** The value of an expression over the record. */
  evaluate(expression: Expression): Value {
    return this.flow.evaluate(expression, this.environment());
  }

  /** The comparisons behind a condition's result, with the actual values. */
  findings(condition: Expression): readonly DecisionDetail[] {
    if (this.world.isTerse) return [];
    return this.wording.findings(this.state.entity, this.flow.explain(condition, this.environment()));
  }

  /** Asks for a change of a record. */
  update(entity: string, id: string, values: Values): void {
    const key = `${entity}/${id}`;
    this.#movement.written.set(key, { ...this.#movement.written.get(key), ...values });
    this.#movement.read.delete(key);
    this.emit({ type: "update", entity, id, values });
  }

  /** Asks to be woken at a moment. */
  wakeAt(dueAt: string): void {
    this.emit({ type: "timer", node: this.node.id, token: this.#token, dueAt });
  }

  /** Asks people for their word or their work; who stands in for them gets it instead. Copies go to the people themselves. */
  ask(work: Asked): void {
    const hands = work.kind === "copy" ? [] : this.handsOf(work.assignees);
    const others = hands.some(({ onBehalfOf }) => onBehalfOf !== null);
    const delegated = others
      ? {
          assignees: hands.map(({ assignee }) => assignee),
          onBehalfOf: hands.map(({ onBehalfOf }) => onBehalfOf),
        }
      : {};
    this.emit({ type: "work", node: this.node.id, token: this.#token, ...work, ...delegated });
  }

  /** Who deals with what people are asked for now. Nobody's own matter is put into their hands by others. */
  handsOf(users: readonly string[]): readonly Hands[] {
    const { startedBy } = this.state;
    const work = { flow: this.flow.document.id, now: this.world.now };
    return users.map((user) => this.roster.handsOf(user, work, [startedBy]));
  }

  /** Takes back the open work and the timer of this way. */
  withdraw(): void {
    this.#movement.withdraw([this.#token]);
  }

  /** Approvals given in this run, in their order. */
  get approvals(): readonly GivenApproval[] {
    return this.#movement.approvals;
  }

  /** Keeps who approved at this step. */
  approvedBy(users: readonly string[]): void {
    if (users.length > 0) this.#movement.approvals.push({ node: this.node.id, users });
  }

  /** Asks for anything else. */
  emit(effect: Effect): void {
    this.#movement.emit(effect);
  }

  /** Keeps why something was decided; decisions about owners say who it is. */
  decide(
    kind: DecisionKind,
    why: QuotingText,
    details: readonly DecisionDetail[],
    outcome?: AssignOutcome,
  ): void {
    // What people answered cannot be asked again.
    const basis = this.event.type === "start" && !this.world.isTerse ? { basis: this.#basis() } : {};
    const told = outcome ? { outcome } : {};
    this.emit({ type: "decision", decision: { kind, node: this.node.id, why, details, ...told, ...basis } });
  }

  #basis(): DecisionBasis {
    const { record } = this;
    const values = this.flow.fieldsOf(this.node).map((field) => [field, record[field] ?? null] as const);
    const { approvals } = this;
    return {
      values: Object.fromEntries(values),
      ...(Object.keys(this.#cursors).length > 0 ? { cursors: { ...this.#cursors } } : {}),
      ...(Object.keys(this.#loads).length > 0 ? { loads: { ...this.#loads } } : {}),
      ...(approvals.length > 0 ? { approvals: [...approvals] } : {}),
    };
  }

  /** What expressions see. */
  environment(): Environment {
    const { now, timeZone, calendar, roster } = this.world;
    const { startedBy, old } = this.state;
    return flowEnvironment(this.record, {
      now,
      timeZone,
      calendar,
      roster,
      user: startedBy,
      old: old && { ...this.record, ...old },
    });
  }
}
