import type { Expression, Value, VariableType } from "@mortise/expression";
import type { JsonObject, LocalizedText, SettingSpec } from "@mortise/kit";
import type { Catalog } from "@mortise/metadata";
import type { NodeOutput, VariableNames } from "./node-output.ts";
import type { FlowEvent } from "./run-state.ts";
import type { Settings } from "./settings.ts";
import type { StepContext } from "./step-context.ts";
import type { Wording } from "./wording.ts";

/** Groups of the palette, in its order. */
export const NODE_GROUPS = ["logic", "data", "people", "outside", "time"] as const;

/** One group of the palette. */
export type NodeGroup = (typeof NODE_GROUPS)[number];

/** A way out of a node. */
export interface NodeExit {
  readonly id: string;
  readonly name: LocalizedText;
  /** Leads into the block of the node; where the way ends, the node goes on (`NodeType.join`). */
  readonly isInner?: true;
  /** One of several ways of equal standing. Without it the first way is the main one and the others lead aside. */
  readonly isBranch?: true;
  /** Has no name of its own: it is called by what leads there. */
  readonly isUnnamed?: true;
}

/**
 * How a step ended: it leaves by an exit, opens its block by several inner exits at once, waits to be woken, or ends
 * the run. `text` says what happened.
 */
export type StepOutcome =
  | { readonly type: "exit"; readonly exit: string; readonly text: LocalizedText }
  | Fork
  | {
      readonly type: "wait";
      readonly text: LocalizedText;
      /** What the step wants to remember until it is woken (`StepContext.memory`). */
      readonly data?: JsonObject;
    }
  /** Goes to any step of the flow; with `back`, what is passed there leads straight back to that step. */
  | { readonly type: "goto"; readonly node: string; readonly back?: string; readonly text: LocalizedText }
  | { readonly type: "end"; readonly text: LocalizedText }
  /** Takes the step once more, by `resume`: to look at what its own writes have made of the records. */
  | { readonly type: "again"; readonly text: LocalizedText }
  /** Ends the run before its time; `reason` is shown with it. */
  | { readonly type: "abort"; readonly reason: LocalizedText; readonly text: LocalizedText }
  /** The run fails at this step; `data` is what the step remembers for when it is tried again. */
  | {
      readonly type: "fail";
      readonly reason: LocalizedText;
      readonly text: LocalizedText;
      readonly data?: JsonObject;
    }
  /** Goes on waiting: what woke it changed nothing, or only what the step remembers. */
  | { readonly type: "stay"; readonly data?: JsonObject };

/** Opens the ways of a block, in this order; `data` is kept with the block. */
export interface Fork {
  readonly type: "fork";
  readonly branches: readonly string[];
  readonly data?: JsonObject;
  /** What each of these ways knows for itself, by the id of the output; in the order of the branches. */
  readonly own?: readonly Readonly<Record<string, Value>>[];
  readonly text: LocalizedText;
}

/** How a block stands when one of its ways has come to an end. */
export interface BlockView {
  /** Exits of the ways that ended, this one last. */
  readonly ended: readonly string[];
  /** Ways still under way. */
  readonly open: number;
  readonly data: JsonObject;
}

/**
 * What a block does when one of its ways has come to an end: stays for the others, goes round again, or lets the run
 * go on by an exit; `others` says what becomes of the ways that are still under way.
 */
export type JoinOutcome =
  | { readonly type: "stay" }
  | Fork
  | {
      readonly type: "exit";
      readonly exit: string;
      readonly others: "cancel" | "go-on";
      readonly text: LocalizedText;
    };

/** A complaint about one setting; `path` is relative to the settings (`branches.0.when`). */
export interface SettingProblem {
  readonly path: string;
  readonly message: LocalizedText;
  /** It does not stop publishing. */
  readonly severity?: "warning";
}

/** What checking settings may look at. */
export interface CheckContext {
  readonly catalog: Catalog;
  readonly entity: string;
  readonly wording: Wording;
  readonly variables: VariableNames;
  /** Whether the flow is about a record. */
  readonly hasRecord: boolean;
  /** What a name stands for at this step: a field of the record, or what an earlier step leaves. */
  variable(path: string): VariableType | undefined;
  /** Complaints about an expression over records of the flow's entity; `kinds` are the kinds its value may have. */
  expression(
    path: string,
    expression: Expression | undefined,
    kinds?: readonly string[],
  ): readonly SettingProblem[];
}

/** What the outputs of a step are told from. */
export interface OutputContext {
  readonly catalog: Catalog;
  readonly entity: string;
  /** What other steps give. */
  readonly variables: VariableNames;
}

/** A step that waits in a rehearsal. */
export interface RehearsedWait {
  readonly token: string;
  readonly node: string;
  /** What the step remembers. */
  readonly memory: Settings;
  /** What came back from outside, where a test says so. */
  readonly reply?: JsonObject | undefined;
}

/** What describing settings may look at. */
export interface SummaryContext {
  readonly entity: string;
  readonly wording: Wording;
  condition(condition: Expression | undefined): LocalizedText;
}

/**
 * A step type: everything the product knows about one kind of step, in one folder.
 *
 * @example
 * export const endNode = defineNode({ id: "end", name: { zh: "结束", en: "End" }, … });
 */
export interface NodeType {
  readonly id: string;
  readonly name: LocalizedText;
  /** One sentence for the palette. */
  readonly description: LocalizedText;
  readonly group: NodeGroup;
  /** Name of an icon of the design system. */
  readonly icon: string;
  readonly color: string;
  readonly settings: readonly SettingSpec[];
  /** Settings of a freshly inserted node. */
  readonly initial: JsonObject;
  /** The ways out that these settings give. */
  exits(settings: Settings): readonly NodeExit[];
  /** What the node does, in one line of business words. */
  summary(settings: Settings, context: SummaryContext): LocalizedText;
  /** When one of its ways is taken, as a sentence; undefined where that goes without saying. */
  exitWords?(exit: string, settings: Settings, context: SummaryContext): LocalizedText | undefined;
  check(settings: Settings, context: CheckContext): readonly SettingProblem[];
  /** Takes the step. Pure: asks for effects, never carries them out. */
  step(context: StepContext): StepOutcome;
  /** Goes on after waiting: the timer rang or the work was settled. */
  resume?(context: StepContext): StepOutcome;
  /** Answers when a way of its block has come to an end; without it the block is left by `next` after the last one. */
  join?(context: StepContext, block: BlockView): JoinOutcome;
  /** What the step leaves for later steps (`StepContext.give`). */
  outputs?(settings: Settings, context: OutputContext): readonly NodeOutput[];
  /** Id of the flow that the step calls. */
  calls?(settings: Settings): string | undefined;
  /** Whether the ways of its block go through the same steps, each with outputs of its own. */
  hasRounds?(settings: Settings): boolean;
  /** Whether it works on the record of the run; flows without a record cannot have it. */
  needsRecord?(settings: Settings): boolean;
  /** Steps before it to which it may return a run, where its settings list them. */
  returnsTo?(settings: Settings): readonly string[];
  /** Exits by which an approval has come to an outcome that other flows may hear of. */
  readonly announces?: Readonly<Record<string, "approved" | "rejected">>;
  /** It leaves nothing behind that would have to be taken back when somebody takes back their word before it. */
  readonly isTraceless?: true;
  /** Ids of virtual time to pass in a rehearsal: milliseconds this node waits. */
  waits?(settings: Settings): number | undefined;
  /** Whether it may wait until people can take something: it looks again when somebody is back. */
  waitsForPeople?(settings: Settings): boolean;
  /** Until when the node waits, by what it remembers; passes in a rehearsal. */
  waitsUntil?(memory: Settings): string | undefined;
  /** In a rehearsal nothing leaves the product: by which event the step goes on that waits for something from outside. */
  rehearse?(settings: Settings, waiting: RehearsedWait): FlowEvent;
  /** Fields of the run's record of which a change wakes the step while it waits, by an event `changed`. */
  watches?(settings: Settings): readonly string[];
}

/** Freezes a node type's definition; the place where its shape is checked. */
export function defineNode<const Definition extends NodeType>(definition: Definition): Definition {
  return Object.freeze(definition);
}

/** The single way out of most nodes. */
export const NEXT: NodeExit = { id: "next", name: { zh: "然后", en: "Then" } };
