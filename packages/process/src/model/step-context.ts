import type { Environment, Expression, Value } from "@mortise/expression";
import { type LocalizedText, sameText } from "@mortise/kit";
import type { FlowNode, QuotingText } from "@mortise/metadata";
import type { CompiledFlow } from "./compiled-flow.ts";
import type { DecisionDetail, DecisionKind } from "./decision.ts";
import { plainText } from "./plain-text.ts";
import type { Effect, Values } from "./effect.ts";
import { flowEnvironment } from "./flow-environment.ts";
import type { Roster } from "./roster.ts";
import type { FlowEvent, RunState } from "./run-state.ts";
import { Settings } from "./settings.ts";
import { valueText } from "./value-text.ts";
import { Wording } from "./wording.ts";
import type { Cursors, Need, World } from "./world.ts";

/** What a step is taken with: the flow and its run, what woke it, the world as known, the node it stands on. */
export interface StepParts {
  readonly flow: CompiledFlow;
  readonly state: RunState;
  readonly event: FlowEvent;
  readonly world: World;
  readonly node: FlowNode;
}

/** Thrown inside a step to say "fetch this first"; caught by the interpreter and never seen outside. */
export class Missing extends Error {
  readonly need: Need;

  constructor(need: Need) {
    super("a step needs more of the world");
    this.need = need;
  }
}

/**
 * What one step may see and ask for. Writes are effects; reads see the writes of earlier steps of the same advance.
 * Everything else comes from the world that was handed in.
 */
export class StepContext {
  readonly flow: CompiledFlow;
  readonly state: RunState;
  readonly world: World;
  readonly effects: Effect[] = [];
  readonly wording: Wording;
  node: FlowNode;
  settings: Settings;
  event: FlowEvent;
  readonly #written = new Map<string, Values>();

  constructor({ flow, state, event, world, node }: StepParts) {
    this.flow = flow;
    this.state = state;
    this.event = event;
    this.world = world;
    this.node = node;
    this.settings = new Settings(node.settings);
    this.wording = new Wording(flow.catalog, (id) => world.label(id), valueText);
  }

  /** Turns to the next node. */
  enter(node: FlowNode): void {
    this.node = node;
    this.settings = new Settings(node.settings);
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
    const written = this.#written.get(`${entity}/${id}`);
    return stored && written ? { ...stored, ...written } : stored;
  }

  /** Rotation cursors of the node. */
  cursors(): Cursors {
    const cursors = this.world.cursors(this.node.id);
    if (!cursors) throw new Missing({ type: "cursor", node: this.node.id });
    return cursors;
  }

  /** Number of records each person owns. */
  load(when: Expression | undefined): Readonly<Record<string, number>> {
    const load = this.world.load(this.state.entity, when);
    if (!load) throw new Missing({ type: "load", entity: this.state.entity, when });
    return load;
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
    return this.wording.findings(this.state.entity, this.flow.explain(condition, this.environment()));
  }

  /** Asks for a change of a record. */
  update(entity: string, id: string, values: Values): void {
    const key = `${entity}/${id}`;
    this.#written.set(key, { ...this.#written.get(key), ...values });
    this.effects.push({ type: "update", entity, id, values });
  }

  /** Asks for anything else. */
  emit(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Keeps why something was decided. */
  decide(kind: DecisionKind, why: QuotingText, details: readonly DecisionDetail[]): void {
    this.effects.push({ type: "decision", decision: { kind, node: this.node.id, why, details } });
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
