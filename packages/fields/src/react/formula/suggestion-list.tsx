import { type FunctionHelp, kindName } from "@mortise/expression";
import { localize } from "@mortise/kit";
import { theme } from "antd";
import { useFieldSample } from "../field-hints.tsx";
import { useFieldServices, useFieldText } from "../field-services.ts";
import { fieldLabel, type FormulaField, namedBy } from "./formula-source.ts";
import { FunctionSignature } from "./function-help-card.tsx";
import { text } from "./text.ts";

/** Something that could be written at the caret. */
export type Suggestion =
  | { readonly type: "field"; readonly field: FormulaField }
  | { readonly type: "function"; readonly help: FunctionHelp };

/** Props of `SuggestionList`. */
export interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly onChoose: (suggestion: Suggestion) => void;
}

/** The id of one line of the list, for assistive technology. */
export function suggestionId(list: string, index: number): string {
  return `${list}-${index}`;
}

/** Scrolls the list so far that a line is seen. */
function reveal(line: HTMLElement | null): void {
  const list = line?.parentElement;
  if (!list) return;
  const below = line.offsetTop + line.offsetHeight - list.clientHeight;
  list.scrollTop = Math.min(Math.max(list.scrollTop, below), line.offsetTop);
}

/** Fields and functions that begin with what was written, below the formula line. */
export function SuggestionList({ id, suggestions, active, onChoose }: SuggestionListProps) {
  const { token } = theme.useToken();
  const say = useFieldText();
  return (
    <div
      id={id}
      role="listbox"
      aria-label={say(text.suggestions)}
      style={{
        border: `1px solid ${token.colorBorderSecondary}`,
        borderRadius: token.borderRadius,
        background: token.colorBgElevated,
        boxShadow: token.boxShadowSecondary,
        position: "relative",
        maxHeight: 220,
        overflowY: "auto",
      }}
    >
      {suggestions.map((suggestion, index) => (
        <div
          key={suggestion.type === "field" ? suggestion.field.path : suggestion.help.id}
          id={suggestionId(id, index)}
          ref={index === active ? reveal : null}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          style={{
            padding: "6px 10px",
            cursor: "pointer",
            background: index === active ? token.controlItemBgActive : "transparent",
          }}
          // The line keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion)}
          onKeyDown={() => undefined}
        >
          <SuggestionLine suggestion={suggestion} />
        </div>
      ))}
    </div>
  );
}

function SuggestionLine({ suggestion }: { readonly suggestion: Suggestion }) {
  const { locale } = useFieldServices();
  const sampleOf = useFieldSample();
  const row = { display: "flex", gap: 8, justifyContent: "space-between", flexWrap: "wrap" } as const;
  if (suggestion.type === "field")
    return (
      <div style={row}>
        <span>[{fieldLabel(suggestion.field, locale)}]</span>
        <span style={{ opacity: 0.6, fontSize: 12 }}>
          {sampleOf(namedBy(suggestion.field)) ?? localize(kindName(suggestion.field.kind), locale)}
        </span>
      </div>
    );
  return (
    <div style={row}>
      <FunctionSignature help={suggestion.help} />
      <span style={{ opacity: 0.6, fontSize: 12 }}>{localize(suggestion.help.text, locale)}</span>
    </div>
  );
}
