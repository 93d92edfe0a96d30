import { canonicalJson, type LocalizedText } from "@mortise/kit";
import type { FieldDefinition, FormDocument } from "@mortise/metadata";
import { useCallback, useEffect, useReducer, useRef } from "react";
import type { FormCommand } from "../../model/layout/form-command.ts";
import { editForm, type FormEditing, startEditing } from "../../model/layout/form-editing.ts";
import { historyFrom, historyText } from "../../model/layout/kept-history.ts";

/** Where the steps of a form are kept until the page is opened again. */
export interface HistoryStore {
  readonly load: () => string | null;
  readonly save: (text: string) => void;
}

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
  /** Takes fields that a step added out of the entity again, or puts them back. */
  readonly onFields: (fields: readonly FieldDefinition[], isThere: boolean) => void;
  readonly store: HistoryStore | undefined;
}

/** Writing the history waits until typing rests. */
const QUIET = 400;

/** Keeps the history of a document; every change goes out through `onChange`, changes from outside are followed. */
export function useFormEditing({ document, onChange, onFields, store }: EditingTarget): FormEditor {
  const [state, dispatch] = useReducer(editForm, document, (first) => ({
    ...startEditing(first),
    ...historyFrom(store?.load() ?? null, first),
  }));
  const known = useRef(document);
  const report = useRef({ onChange, onFields });
  useEffect(() => {
    report.current = { onChange, onFields };
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
    dispatch({ type: "undo" });
    report.current.onFields(state.past.at(-1)?.created ?? [], false);
  };
  const redo = () => {
    report.current.onFields(state.future[0]?.created ?? [], true);
    dispatch({ type: "redo" });
  };
  return { ...state, run, undo, redo };
}

/** Writes the history down when it rests and when the page goes. */
function useKeptHistory(state: FormEditing, store: HistoryStore | undefined): void {
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
    if (!store || (state.past.length === 0 && state.future.length === 0)) return undefined;
    const timer = setTimeout(() => store.save(historyText(state)), QUIET);
    return () => clearTimeout(timer);
  }, [state, store]);
  useEffect(() => {
    const leave = () => {
      if (latest.current.past.length > 0) store?.save(historyText(latest.current));
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [store]);
}
