import type { DocumentHistory, LocalizedText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, FormDocument } from "@mortise/metadata";
import { compareForms } from "./compare-forms.ts";
import { applyCommand, type FormCommand, touchedItems } from "./form-command.ts";
import { itemIds } from "./item-tree.ts";

/** Steps that can be undone. */
export const UNDO_LIMIT = 500;

/** One step of the history: what was done, how to undo it, and what to call it. */
export interface EditStep {
  readonly command: FormCommand;
  readonly inverse: FormCommand;
  readonly label: LocalizedText;
  /** Steps in a row with the same burst (typing into one box) are one step. */
  readonly burst?: string;
  /** Fields that the step added to the entity: they go and come back with it. */
  readonly created?: readonly FieldDefinition[];
  /** Of a step that was taken back: the entities of the rows of sub-tables among these fields. */
  readonly rows?: readonly EntityDocument[];
}

/** What went when a step was taken back, as it was then. */
export type GoneFields = Required<Pick<EditStep, "created" | "rows">>;

/** A form being edited, with its history in both directions. */
export type FormEditing = DocumentHistory<FormDocument, EditStep>;

/** What can happen to a form being edited. */
export type FormEdit =
  | {
      readonly type: "do";
      readonly command: FormCommand;
      readonly label: LocalizedText;
      readonly burst?: string;
      readonly created?: readonly FieldDefinition[];
    }
  | { readonly type: "undo"; readonly gone?: GoneFields }
  | { readonly type: "redo" }
  /** Somebody else changed the document: steps about what they changed can be taken back no more, the others can. */
  | { readonly type: "follow"; readonly document: FormDocument };

/** Starts editing a document. */
export function startEditing(document: FormDocument): FormEditing {
  return { document, past: [], future: [] };
}

/** The state after an edit; the same state when nothing changes. */
export function editForm(state: FormEditing, edit: FormEdit): FormEditing {
  switch (edit.type) {
    case "do":
      return perform(state, edit);
    case "undo":
      return undo(state, edit.gone);
    case "redo":
      return redo(state);
    case "follow":
      return follow(state, edit.document);
  }
}

function perform(state: FormEditing, edit: Extract<FormEdit, { type: "do" }>): FormEditing {
  const applied = applyCommand(state.document, edit.command);
  if (!applied) return state;
  const last = state.past.at(-1);
  const isSameBurst = edit.burst !== undefined && last?.burst === edit.burst && state.future.length === 0;
  const step: EditStep = {
    command: isSameBurst ? joined(last.command, edit.command) : edit.command,
    inverse: isSameBurst ? joined(applied.inverse, last.inverse) : applied.inverse,
    label: edit.label,
    ...(edit.burst === undefined ? {} : { burst: edit.burst }),
    ...(edit.created && edit.created.length > 0 ? { created: edit.created } : {}),
  };
  const before = isSameBurst ? state.past.slice(0, -1) : state.past;
  return { document: applied.document, past: [...before, step].slice(-UNDO_LIMIT), future: [] };
}

function follow(state: FormEditing, document: FormDocument): FormEditing {
  const { marks, removed } = compareForms(state.document, document);
  const theirs = new Set([...marks.keys(), ...itemIds(removed.map(({ item }) => item))]);
  const isFree = ({ command }: EditStep): boolean =>
    touchedItems(state.document, command).every((id) => !theirs.has(id));
  return { document, past: state.past.filter(isFree), future: state.future.filter(isFree) };
}

function joined(first: FormCommand, second: FormCommand): FormCommand {
  const list = (command: FormCommand) => (command.type === "batch" ? command.commands : [command]);
  return { type: "batch", commands: [...list(first), ...list(second)] };
}

function undo(state: FormEditing, gone: GoneFields | undefined): FormEditing {
  const step = state.past.at(-1);
  const applied = step && applyCommand(state.document, step.inverse);
  if (!applied) return state;
  const taken = { ...step, ...gone };
  return { document: applied.document, past: state.past.slice(0, -1), future: [taken, ...state.future] };
}

function redo(state: FormEditing): FormEditing {
  const [step, ...rest] = state.future;
  const applied = step && applyCommand(state.document, step.command);
  if (!applied) return state;
  return { document: applied.document, past: [...state.past, step], future: rest };
}
