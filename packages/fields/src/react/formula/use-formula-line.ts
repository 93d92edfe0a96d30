import { type Expression, type FormulaResult, parseFormula, printFormula } from "@mortise/expression";
import type { Locale } from "@mortise/kit";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { type RefObject, useLayoutEffect, useState } from "react";
import type { EditedLine } from "./formula-caret.ts";
import type { FormulaSource } from "./formula-source.ts";

/** A formula line while it is edited. */
export interface FormulaLine {
  readonly line: string;
  readonly caret: number;
  /** What the line says; undefined while it is empty. */
  readonly result: FormulaResult | undefined;
  /** Takes what a person typed. */
  readonly type: (line: string, caret: number) => void;
  /** Takes what was inserted, and puts the caret back into the line. */
  readonly insert: (edited: EditedLine) => void;
  readonly moveCaret: (caret: number) => void;
  /** Writes the line anew from its expression, once it can be read. */
  readonly settle: () => void;
}

/** Keeps the written line beside the expression: what cannot be read yet stays as it was typed. */
export function useFormulaLine(
  value: Expression | undefined,
  onChange: (value: Expression | undefined) => void,
  {
    source,
    locale,
    area,
  }: {
    readonly source: FormulaSource;
    readonly locale: Locale;
    readonly area: RefObject<TextAreaRef | null>;
  },
): FormulaLine {
  const [draft, setDraft] = useState<string>();
  const [caret, setCaret] = useState(0);
  // A new insertion is a new object, also when the caret goes to the same place.
  const [wanted, setWanted] = useState<EditedLine>();
  const line = draft ?? (value === undefined ? "" : printFormula(value, source.names, locale));
  const read = (text: string): FormulaResult | undefined =>
    text.trim() === "" ? undefined : parseFormula(text, source.finder);
  const result = read(line);
  useLayoutEffect(() => {
    const element = area.current?.resizableTextArea?.textArea;
    if (wanted === undefined || !element) return;
    element.focus();
    element.setSelectionRange(wanted.caret, wanted.caret);
  }, [wanted, area]);
  const type = (next: string, place: number): void => {
    setDraft(next);
    setCaret(place);
    const parsed = read(next);
    if (parsed === undefined) onChange(undefined);
    else if (parsed.ok) onChange(parsed.expression);
  };
  return {
    line,
    caret,
    result,
    type,
    insert: (edited) => {
      type(edited.line, edited.caret);
      setWanted(edited);
    },
    moveCaret: setCaret,
    settle: () => (result?.ok === false ? undefined : setDraft(undefined)),
  };
}
