import type { Expression, FunctionHelp } from "@mortise/expression";
import type { FieldDefinition } from "@mortise/metadata";
import { Input, Select, theme } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { useFieldOptions } from "../field-hints.tsx";
import { useFieldServices, useFieldText } from "../field-services.ts";
import { functionAround, insertField, insertFunction, insertSign, wordBefore } from "./formula-caret.ts";
import { fieldLabel, type FormulaSource, formulaSource, matchingFields, namedBy } from "./formula-source.ts";
import { FormulaVerdictLine } from "./formula-verdict.tsx";
import { FunctionBrowser } from "./function-browser.tsx";
import { FunctionHelpCard } from "./function-help-card.tsx";
import { functionCalled, matchingFunctions } from "./function-search.ts";
import { type Suggestion, suggestionId, SuggestionList } from "./suggestion-list.tsx";
import { text } from "./text.ts";
import { type FormulaLine, useFormulaLine } from "./use-formula-line.ts";

/** Props of `FormulaInput`. */
export interface FormulaInputProps {
  readonly fields: readonly FieldDefinition[];
  readonly value?: Expression;
  /** Called with each formula that can be read; undefined when the line is empty. */
  readonly onChange: (value: Expression | undefined) => void;
  readonly disabled?: boolean | undefined;
  readonly id?: string;
}

const MOST_SUGGESTED = 8;

/**
 * A formula line such as `[数量] * [单价]`: suggests fields and functions while one types, explains the function around
 * the caret, and says below what comes out or where the first mistake is.
 */
export function FormulaInput({ fields, value, onChange, disabled = false, id }: FormulaInputProps) {
  const { locale, entity } = useFieldServices();
  const say = useFieldText();
  const list = useId();
  const source = useMemo(() => formulaSource(fields, entity), [fields, entity]);
  const area = useRef<TextAreaRef>(null);
  const editor = useFormulaLine(value, onChange, { source, locale, area });
  const completion = useCompletion(editor, source);
  const { suggestions, active } = completion;
  const isOpen = suggestions.length > 0 && !disabled;
  return (
    <div style={{ display: "grid", gap: 4, minWidth: 0 }}>
      <Input.TextArea
        {...(id === undefined ? {} : { id })}
        ref={area}
        value={editor.line}
        autoSize={{ minRows: 2, maxRows: 8 }}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        placeholder={say(text.hint)}
        // Nobody is told off in the middle of a word.
        status={editor.result?.ok === false && !isOpen ? "error" : ""}
        disabled={disabled}
        aria-autocomplete="list"
        {...(isOpen ? { "aria-controls": list, "aria-activedescendant": suggestionId(list, active) } : {})}
        style={{ fontFamily: "ui-monospace, Menlo, Consolas, monospace, 'Noto Sans SC Variable'" }}
        onChange={({ target }) => completion.type(target.value, target.selectionStart)}
        onSelect={({ currentTarget }) => editor.moveCaret(currentTarget.selectionStart)}
        onKeyDown={completion.press}
        onBlur={() => {
          completion.close();
          editor.settle();
        }}
      />
      {isOpen ? (
        <SuggestionList id={list} suggestions={suggestions} active={active} onChoose={completion.choose} />
      ) : null}
      <FunctionHelpAt editor={editor} />
      {editor.result && !isOpen ? (
        <FormulaVerdictLine line={editor.line} result={editor.result} source={source} />
      ) : null}
      <FormulaTools editor={editor} source={source} disabled={disabled} />
    </div>
  );
}

interface Completion {
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly type: (line: string, caret: number) => void;
  readonly press: (event: KeyboardEvent) => void;
  readonly choose: (suggestion: Suggestion) => void;
  readonly close: () => void;
}

function suggest(source: FormulaSource, line: string, caret: number): readonly Suggestion[] {
  const word = wordBefore(line, caret);
  if (!word) return [];
  const fields = matchingFields(source, word.text).map((field) => ({ type: "field", field }) as const);
  if (word.isField) return fields.slice(0, MOST_SUGGESTED);
  const functions = matchingFunctions(word.text).map((help) => ({ type: "function", help }) as const);
  const half = Math.max(MOST_SUGGESTED / 2, MOST_SUGGESTED - functions.length);
  return [...fields.slice(0, half), ...functions].slice(0, MOST_SUGGESTED);
}

/** What could be written at the caret, from the first typed letter until something is chosen or left. */
function useCompletion(editor: FormulaLine, source: FormulaSource): Completion {
  const { locale } = useFieldServices();
  const [isWriting, setWriting] = useState(false);
  const [active, setActive] = useState(0);
  const suggestions = isWriting ? suggest(source, editor.line, editor.caret) : [];
  const choose = (suggestion: Suggestion): void => {
    setWriting(false);
    const { line, caret } = editor;
    if (suggestion.type === "field")
      editor.insert(insertField(line, caret, fieldLabel(suggestion.field, locale)));
    else editor.insert(written(suggestion.help, { line, caret, locale }));
  };
  const press = (event: KeyboardEvent): void => {
    const chosen = suggestions[active];
    if (!chosen || event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setActive((active + 1) % suggestions.length);
    else if (event.key === "ArrowUp") setActive((active + suggestions.length - 1) % suggestions.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(chosen);
    else if (event.key === "Escape") setWriting(false);
    else return;
    event.preventDefault();
    // Enter and Escape are meant for the list, not for the dialog around.
    event.stopPropagation();
  };
  return {
    suggestions,
    active: Math.min(active, Math.max(0, suggestions.length - 1)),
    type: (line, caret) => {
      setWriting(true);
      setActive(0);
      editor.type(line, caret);
    },
    press,
    choose,
    close: () => setWriting(false),
  };
}

function written(
  help: FunctionHelp,
  { line, caret, locale }: { readonly line: string; readonly caret: number; readonly locale: "zh" | "en" },
): ReturnType<typeof insertSign> {
  if (help.isSign) return insertSign(line, caret, help.name[locale]);
  const hasArguments = help.arguments[locale] !== "";
  return insertFunction(line, caret, { name: help.name[locale], hasArguments });
}

/** Help on the function whose brackets the caret stands in. */
function FunctionHelpAt({ editor }: { readonly editor: FormulaLine }) {
  const { token } = theme.useToken();
  const name = functionAround(editor.line, editor.caret);
  const help = name === undefined ? undefined : functionCalled(name);
  if (!help) return null;
  return (
    <div
      style={{ background: token.colorFillQuaternary, borderRadius: token.borderRadius, padding: "4px 8px" }}
    >
      <FunctionHelpCard help={help} />
    </div>
  );
}

interface ToolsProps {
  readonly editor: FormulaLine;
  readonly source: FormulaSource;
  readonly disabled: boolean;
}

/** Fields and functions to insert without typing them. */
function FormulaTools({ editor, source, disabled }: ToolsProps) {
  const { locale } = useFieldServices();
  const say = useFieldText();
  const fields = useMemo(() => source.fields.map(namedBy), [source]);
  const choice = useFieldOptions(fields);
  return (
    <div style={{ display: "flex", gap: 6, flexWrap: "wrap" }}>
      <Select<string>
        size="small"
        value={null}
        placeholder={say(text.insertField)}
        aria-label={say(text.insertField)}
        disabled={disabled}
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        style={{ flex: "0 1 160px", width: "auto" }}
        {...choice}
        onChange={(path) => {
          const field = source.fields.find((candidate) => candidate.path === path);
          if (field) editor.insert(insertField(editor.line, editor.caret, fieldLabel(field, locale)));
        }}
      />
      <FunctionBrowser
        disabled={disabled}
        onChoose={(help) => editor.insert(written(help, { line: editor.line, caret: editor.caret, locale }))}
      />
    </div>
  );
}
