import type { Environment, Expression, Value, ValueKind } from "@mortise/expression";
import { type JsonObject, type LocalizedText, sameText } from "@mortise/kit";
import type { FlowNode, QuotingText } from "@mortise/metadata";
import type { DecisionDetail, DecisionKind } from "./decision.ts";
import { plainText } from "./plain-text.ts";
import type {
  AssignOutcome,
  Asked,
  Calling,
  Cursor,
  DecisionBasis,
  Effect,
  Sending,
  Values,
} from "./effect.ts";
import { flowEnvironment } from "./flow-environment.ts";
import type { Hands } from "./delegation.ts";
import type { Roster } from "./roster.ts";
import type { GivenApproval } from "./given-approval.ts";
import { type Kin, kinKey, type KinLookup } from "./kin.ts";
import { type Held, type Load, loadKey } from "./load.ts";
import type { Block, FlowEvent, Outputs, RunState } from "./run-state.ts";
import { readVariable } from "./variable-path.ts";
import type { RunningFlow } from "./running-flow.ts";
import type { Figure, Search } from "./search.ts";
import { Settings } from "./settings.ts";
import { dayOf, type Tallies, type Tally } from "./tally.ts";
import { valueText } from "./value-text.ts";
import { Wording } from "./wording.ts";
import type { Cursors, Need, World } from "./world.ts";

/** What a run is moved with: its flow, its state before, the world as known. */
export interface MoveParts {
  readonly flow: RunningFlow;
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
  /** What the rounds around it know, innermost first. */
  readonly rounds: readonly Outputs[];
}

/** Thrown inside a step that searches records which this movement has asked to change; caught by the interpreter. */
export class Unsaved extends Error {
  constructor() {
    super("records have to be written before they are searched");
  }
}

/** What comes to the people themselves, whoever stands in for them. */
const PERSONAL: ReadonlySet<Asked["kind"]> = new Set(["copy", "offer"]);

const WRITES: ReadonlySet<Effect["type"]> = new Set(["update", "create", "release", "delete", "upsert"]);

/** Thrown inside a step to say "fetch this first"; caught by the interpreter and never seen outside. */
export class Missing extends Error {
  readonly needs: readonly Need[];

  constructor(...needs: readonly Need[]) {
    super("a step needs more of the world");
    this.needs = needs;
  }
}

/** What ways have asked for and is nothing to anybody once they are given up. */
function isTakenBack(effect: Effect): effect is Extract<Effect, { readonly token: string }> {
  if (effect.type === "send" || effect.type === "call") return effect.waits !== undefined;
  return effect.type === "work" || effect.type === "timer";
}

/** What the steps of one movement of a run share: the run as it was, the world, and what was asked for so far. */
export class Movement {
  readonly flow: RunningFlow;
  readonly state: RunState;
  readonly world: World;
  readonly wording: Wording;
  readonly effects: Effect[] = [];
  /** Values that steps have set, by `entity/id`. */
  readonly written = new Map<string, Values>();
  /** Records with these values in place, until more are set. */
  readonly read = new Map<string, Values>();
  /** Records that steps have made, with the values they gave them, by `entity/id`. */
  readonly made = new Map<string, Values>();
  /** Approvals given so far. */
  readonly approvals: GivenApproval[];
  /** What steps have left for later ones, outside of rounds. */
  readonly outputs: Record<string, Value>;

  constructor({ flow, state, world }: MoveParts) {
    this.flow = flow;
    this.state = state;
    this.world = world;
    this.wording = new Wording(flow.catalog, (id) => world.label(id), valueText, flow.variables);
    this.approvals = [...(state.approvals ?? [])];
    this.outputs = { ...state.outputs };
  }

  /** Asks for something. */
  emit(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Whether records have been changed that are not written yet. */
  get hasWrites(): boolean {
    return this.effects.some((effect) => WRITES.has(effect.type));
  }

  /** Ways were given up, or begin anew: what they had asked for is taken back, also what nobody has seen yet. */
  withdraw(tokens: readonly string[]): void {
    if (tokens.length === 0) return;
    const unseen = this.effects.filter((effect) => !(isTakenBack(effect) && tokens.includes(effect.token)));
    this.effects.splice(0, this.effects.length, ...unseen, { type: "withdraw", tokens });
  }
}

/**
 * What one step may see and ask for. Writes are effects; reads see the writes of earlier steps of the same movement.
 * Everything else comes from the world that was handed in.
 */
export class StepContext {
  readonly flow: RunningFlow;
  readonly state: RunState;
  readonly world: World;
  readonly wording: Wording;
  readonly node: FlowNode;
  readonly settings: Settings;
  /** What woke the step. */
  readonly event: FlowEvent;
  /** The blocks around the step, innermost first. */
  readonly blocks: readonly Block[];
  #memory: Settings;
  /** What the step leaves for later ones, by `step.output`. */
  readonly given: Record<string, Value> = {};
  readonly #token: string;
  readonly #rounds: readonly Outputs[];
  readonly #movement: Movement;
  readonly #cursors: Record<string, Cursor | null> = {};
  /** What expressions saw last, for as long as the record is the same. */
  #environment: Environment | undefined;
  #seen: Values | undefined;
  readonly #loads: Record<string, Held> = {};
  readonly #tallies: Record<string, Tally> = {};
  readonly #kin: Record<string, readonly Kin[]> = {};

  constructor(movement: Movement, { node, token, event, blocks, data, rounds }: Standing) {
    this.flow = movement.flow;
    this.state = movement.state;
    this.world = movement.world;
    this.wording = movement.wording;
    this.node = node;
    this.settings = new Settings(node.settings);
    this.event = event;
    this.blocks = blocks;
    this.#memory = new Settings(data ?? {});
    this.#token = token;
    this.#rounds = rounds;
    this.#movement = movement;
  }

  /** What the step remembered when it began to wait; empty when it is taken for the first time. */
  get memory(): Settings {
    return this.#memory;
  }

  /** Goes on as if the step had remembered this. */
  remember(data: JsonObject): void {
    this.#memory = new Settings(data);
  }

  get roster(): Roster {
    return this.world.roster;
  }

  /** The record the run is about. */
  get record(): Values {
    return this.read(this.state.entity, this.state.record) ?? {};
  }

  /** A value of the record, or what an earlier step has left. */
  value(path: string): Value {
    return path.startsWith("$") ? (this.#variable(path) ?? null) : (this.record[path] ?? null);
  }

  /** The kind of a field of the record or of a variable. */
  kindOf(path: string): ValueKind | undefined {
    const { variables, catalog } = this.flow;
    const variable = variables.find(path)?.field;
    return variable
      ? catalog.fieldTypes.kindOf(variable)
      : catalog.scope(this.state.entity).variable(path)?.kind;
  }

  /** Leaves something for later steps, by the id of the output. */
  give(outputs: Readonly<Record<string, Value>>): void {
    for (const [id, value] of Object.entries(outputs)) this.given[`${this.node.id}.${id}`] = value;
  }

  /** Sets a variable for the whole run, wherever the step stands. */
  setVariable(path: string, value: Value): void {
    const parts = readVariable(path);
    if (parts) this.#movement.outputs[parts.key] = value;
  }

  /** What a variable holds; undefined for names that are none. */
  #variable(path: string): Value | undefined {
    const parts = readVariable(path);
    if (!parts || !this.flow.variables.find(`$${parts.key}`)) return undefined;
    const own = [this.given, ...this.#rounds, this.#movement.outputs].find((known) =>
      Object.hasOwn(known, parts.key),
    );
    const value = own?.[parts.key] ?? null;
    return parts.rest.length === 0 ? value : this.#behind(`$${parts.key}`, value, parts.rest);
  }

  /** Follows a path on from a record or person that a variable holds. */
  #behind(path: string, value: Value, [step = "", ...rest]: readonly string[]): Value {
    if (typeof value !== "string") return null;
    const { variables, catalog } = this.flow;
    const field = variables.find(path)?.field;
    if (field && catalog.fieldTypes.kindOf(field) === "user")
      return step === "team" ? (this.roster.mainTeam(value) ?? null) : null;
    const entity = field && catalog.fieldTypes.targetEntity(field);
    const next = entity === undefined ? null : (this.read(entity, value)?.[step] ?? null);
    return rest.length === 0 ? next : this.#behind(`${path}.${step}`, next, rest);
  }

  /** A field of the record, or a variable, as people read it; a referenced record by its title. */
  display(field: string): LocalizedText {
    const { entity } = this.state;
    const { catalog } = this.flow;
    const value = this.value(field);
    const definition = this.flow.variables.find(field)?.field ?? catalog.field(entity, field);
    const target = definition && catalog.fieldTypes.targetEntity(definition);
    const document = target === undefined ? undefined : catalog.find("entity", target);
    if (!document || typeof value !== "string") return this.wording.value(entity, field, value);
    return sameText(this.titleOf(document.id, value));
  }

  /** What a record is called. */
  titleOf(entity: string, id: string): string {
    const { titleField = "" } = this.flow.catalog.find("entity", entity) ?? {};
    return plainText(this.read(entity, id)?.[titleField]) || "—";
  }

  /** Those of some records that exist. */
  existing(entity: string, ids: readonly string[]): readonly string[] {
    const unknown = ids.filter(
      (id) => !this.#movement.made.has(`${entity}/${id}`) && this.world.record(entity, id) === undefined,
    );
    if (unknown.length > 0)
      throw new Missing(...unknown.map((id) => ({ type: "record", entity, id }) as const));
    return ids.filter((id) => this.read(entity, id) !== null);
  }

  /** Any record, as it would stand after this run's own writes; null when it does not exist. */
  read(entity: string, id: string): Values | null {
    const made = this.#movement.made.get(`${entity}/${id}`);
    if (made) return { ...made, ...this.#movement.written.get(`${entity}/${id}`) };
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

  /** Ids of the records that a search finds. It sees all that this run has written. */
  search(search: Search): readonly string[] {
    if (this.#movement.hasWrites) throw new Unsaved();
    const found = this.world.found(search);
    if (!found) throw new Missing({ type: "search", search });
    return found;
  }

  /** What a figure over records amounts to. It sees all that this run has written. */
  figure(figure: Figure): string | null {
    if (this.#movement.hasWrites) throw new Unsaved();
    const amount = this.world.figure(figure);
    if (amount === undefined) throw new Missing({ type: "figure", figure });
    return amount;
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

  /** Moves a rotation of the node on: somebody has had the turn. */
  turn(key: string, cursor: Cursor, user: string): void {
    this.emit({ type: "cursor", node: this.node.id, key, cursor, user });
  }

  /** How much some people hold of the records of the run's entity. */
  load(what: Omit<Load, "entity">, people: readonly string[]): Held {
    const load = { entity: this.state.entity, ...what };
    const held = this.world.load(load);
    if (!held) throw new Missing({ type: "load", load });
    const ofThese = Object.fromEntries(people.map((id) => [id, held[id] ?? 0]));
    const key = loadKey(load);
    this.#loads[key] = { ...this.#loads[key], ...ofThese };
    return ofThese;
  }

  /** What some people were given by flows before, of the records of the run's entity. */
  tallies(people: readonly string[]): Tallies {
    const { entity } = this.state;
    const all = this.world.tallies(entity);
    if (!all) throw new Missing({ type: "tallies", entity });
    for (const id of people) if (all[id]) this.#tallies[id] = all[id];
    return all;
  }

  /** Whose other records are that hold the same values, the newest first. It sees all that this run has written. */
  kin(lookup: KinLookup): readonly Kin[] {
    if (this.#movement.hasWrites) throw new Unsaved();
    const found = this.world.kin(lookup);
    if (!found) throw new Missing({ type: "kin", lookup });
    const { entity, record } = this.state;
    const others = lookup.entity === entity ? found.filter(({ id }) => id !== record) : found;
    this.#kin[kinKey(lookup)] = others;
    return others;
  }

  /** Somebody is given the record, is offered it, or gives back what they were offered on a day. */
  gave(user: string, offer: { readonly back?: string; readonly isOffer?: boolean } = {}): void {
    const { entity, record } = this.state;
    const { back, isOffer = back !== undefined } = offer;
    this.emit({
      type: "gave",
      entity,
      record,
      user,
      day: back ?? dayOf(this.world),
      at: this.world.now.toISOString(),
      by: back === undefined ? 1 : -1,
      ...(isOffer ? { offered: true } : {}),
    });
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

  /** Asks for a new record; answers its id. */
  create(entity: string, values: Values): string {
    const id = this.world.newId();
    this.#movement.made.set(`${entity}/${id}`, { ...values, id });
    this.emit({ type: "create", entity, id, values });
    return id;
  }

  /** Asks to be woken at a moment; in line after those that came before it. */
  wakeAt(dueAt: string, { inLine = false }: { readonly inLine?: boolean } = {}): void {
    const line = inLine ? { inLine } : {};
    this.emit({ type: "timer", node: this.node.id, token: this.#token, dueAt, ...line });
  }

  /** Asks for something to be sent outside; answers the id under which it is. */
  send(sending: Sending): string {
    const id = this.world.newId();
    this.emit({ type: "send", id, node: this.node.id, token: this.#token, ...sending });
    return id;
  }

  /** Calls another flow; the answer comes as an event. */
  call(calling: Calling): void {
    this.emit({ type: "call", id: this.world.newId(), node: this.node.id, token: this.#token, ...calling });
  }

  /** Asks people for their word or their work; who stands in for them gets it instead. Copies and offers go to the people themselves. */
  ask(work: Asked): void {
    const hands = PERSONAL.has(work.kind) ? [] : this.handsOf(work.assignees);
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

  /** Takes back the open work, the timer and the calls of this way. */
  withdraw(): void {
    this.#movement.withdraw([this.#token]);
  }

  /** People whom somebody chose for this step just now. */
  get picked(): readonly string[] {
    return this.event.type === "settled" ? (this.event.picked ?? []) : [];
  }

  /** Approvals given in this run, in their order. */
  get approvals(): readonly GivenApproval[] {
    return this.#movement.approvals;
  }

  /** Keeps who approved at this step. */
  approvedBy(users: readonly string[]): void {
    if (users.length > 0) this.#movement.approvals.push({ node: this.node.id, users });
  }

  /** Approvals from a step on do not count any more: it was returned to there; without a step none of them do. */
  forgetApprovals(from?: string): void {
    const { approvals } = this.#movement;
    const place = from === undefined ? 0 : approvals.findIndex(({ node }) => node === from);
    if (place >= 0) approvals.splice(place);
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
    // What people answered cannot be asked again; who gets a record depends on no answer.
    const isRepeatable = outcome ? outcome.answer === undefined : this.event.type === "start";
    const basis = isRepeatable && !this.world.isTerse ? { basis: this.#basis() } : {};
    const told = outcome ? { outcome } : {};
    this.emit({ type: "decision", decision: { kind, node: this.node.id, why, details, ...told, ...basis } });
  }

  #basis(): DecisionBasis {
    const { record } = this;
    const values = this.flow.fieldsOf(this.node).map((field) => [field, record[field] ?? null] as const);
    const { approvals, memory } = this;
    return {
      values: Object.fromEntries(values),
      ...(Object.keys(memory.raw).length > 0 ? { memory: memory.raw } : {}),
      ...(Object.keys(this.#cursors).length > 0 ? { cursors: { ...this.#cursors } } : {}),
      ...(Object.keys(this.#loads).length > 0 ? { loads: { ...this.#loads } } : {}),
      ...(Object.keys(this.#tallies).length > 0 ? { tallies: { ...this.#tallies } } : {}),
      ...(Object.keys(this.#kin).length > 0 ? { owners: { ...this.#kin } } : {}),
      ...(approvals.length > 0 ? { approvals: [...approvals] } : {}),
    };
  }

  /** What expressions see. */
  environment(): Environment {
    const { record } = this;
    if (this.#environment && this.#seen === record) return this.#environment;
    const { now, timeZone, calendar, roster } = this.world;
    const { startedBy, old } = this.state;
    const base = flowEnvironment(record, {
      now,
      timeZone,
      calendar,
      roster,
      user: startedBy,
      old: old && { ...record, ...old },
    });
    this.#seen = record;
    this.#environment = { ...base, get: (path) => base.get(path) ?? this.#variable(path) };
    return this.#environment;
  }
}
