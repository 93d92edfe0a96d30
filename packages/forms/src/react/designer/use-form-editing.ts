import { canonicalJson, historyFrom, type LocalizedText } from "@mortise/kit";
import type { FieldDefinition, FormDocument } from "@mortise/metadata";
import { type HistoryStore, useKeptHistory } from "@mortise/ui";
import { useCallback, useEffect, useReducer, useRef } from "react";
import type { FormCommand } from "../../model/layout/form-command.ts";
import {
  editForm,
  type EditStep,
  type FormEditing,
  type GoneFields,
  startEditing,
} from "../../model/layout/form-editing.ts";

/** More about an edit. */
export interface EditOptions {
  /** Edits in a row with the same burst are one step. */
  readonly burst?: string;
  /** Fields that the edit added to the entity. */
  readonly created?: readonly FieldDefinition[];
}

/** A form under construction: its state and what can be done with it. */
export interface FormEditor extends FormEditing {
  readonly run: (command: FormCommand | undefined, label: LocalizedText, options?: EditOptions) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** What the editor of a form hands on. */
interface EditingTarget {
  readonly document: FormDocument;
  readonly onChange: (document: FormDocument) => void;
  /** Takes fields that a step added out of the entity again; answers what went. */
  readonly onGone: (fields: readonly FieldDefinition[]) => GoneFields;
  /** Puts back what went. */
  readonly onBack: (gone: GoneFields) => void;
  readonly store: HistoryStore | undefined;
}

/** Keeps the history of a document; every change goes out through `onChange`, changes from outside are followed. */
export function useFormEditing({ document, onChange, onGone, onBack, store }: EditingTarget): FormEditor {
  const [state, dispatch] = useReducer(editForm, document, (first) => ({
    ...startEditing(first),
    ...historyFrom<FormDocument, EditStep>(store?.load() ?? null, first),
  }));
  const known = useRef(document);
  const report = useRef({ onChange, onGone, onBack });
  useEffect(() => {
    report.current = { onChange, onGone, onBack };
  });
  useEffect(() => {
    if (state.document === known.current) return;
    known.current = state.document;
    report.current.onChange(state.document);
  }, [state.document]);
  useEffect(() => {
    if (document === known.current || canonicalJson(document) === canonicalJson(known.current)) return;
    known.current = document;
    dispatch({ type: "follow", document });
  }, [document]);
  useKeptHistory(state, store);
  const run = useCallback((command: FormCommand | undefined, label: LocalizedText, options?: EditOptions) => {
    if (command) dispatch({ type: "do", command, label, ...options });
  }, []);
  const undo = () => {
    const created = state.past.at(-1)?.created ?? [];
    dispatch({ type: "undo", ...(created.length > 0 ? { gone: report.current.onGone(created) } : {}) });
  };
  const redo = () => {
    const { created = [], rows = [] } = state.future[0] ?? {};
    if (created.length > 0) report.current.onBack({ created, rows });
    dispatch({ type: "redo" });
  };
  return { ...state, run, undo, redo };
}
