import type { LocalizedText } from "@mortise/kit";
import type { FormDocument } from "@mortise/metadata";
import { useCallback, useEffect, useReducer, useRef } from "react";
import type { FormCommand } from "../../model/layout/form-command.ts";
import { editForm, type FormEditing, startEditing } from "../../model/layout/form-editing.ts";

/** A form under construction: its state and what can be done with it. */
export interface FormEditor extends FormEditing {
  readonly run: (command: FormCommand | undefined, label: LocalizedText, burst?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Keeps the history of a document; every change goes out through `onChange`, changes from outside start afresh. */
export function useFormEditing(
  document: FormDocument,
  onChange: (document: FormDocument) => void,
): FormEditor {
  const [state, dispatch] = useReducer(editForm, document, startEditing);
  const known = useRef(document);
  const report = useRef(onChange);
  useEffect(() => {
    report.current = onChange;
  });
  useEffect(() => {
    if (state.document === known.current) return;
    known.current = state.document;
    report.current(state.document);
  }, [state.document]);
  useEffect(() => {
    if (document === known.current || JSON.stringify(document) === JSON.stringify(known.current)) return;
    known.current = document;
    dispatch({ type: "load", document });
  }, [document]);
  const run = useCallback((command: FormCommand | undefined, label: LocalizedText, burst?: string) => {
    if (command) dispatch({ type: "do", command, label, ...(burst === undefined ? {} : { burst }) });
  }, []);
  const undo = useCallback(() => dispatch({ type: "undo" }), []);
  const redo = useCallback(() => dispatch({ type: "redo" }), []);
  return { ...state, run, undo, redo };
}
