import type { CompositionEvent, InputEvent, RefObject } from "react";
import { useIsTouched } from "../elements/use-is-phone.ts";
import type { Place } from "./use-grid-typing.ts";

interface TypingFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly gridId: string;
  readonly activeId: string | undefined;
  /** Nothing can be composed while the active cell may not be edited. */
  readonly readOnly: boolean;
  /** Where it stands while something is composed; out of sight otherwise. */
  readonly place: Place | undefined;
  readonly onCompositionStart: () => void;
  readonly onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => void;
  readonly onInput: (event: InputEvent<HTMLInputElement>) => void;
}

/** The field that has the focus while a grid is walked: in sight only while an input method composes into it. */
export function TypingField(props: TypingFieldProps) {
  const { place, label, gridId, activeId, field, ...rest } = props;
  // On a touch screen the keyboard comes with the editor, not with choosing a cell.
  const isTouched = useIsTouched();
  return (
    <input
      {...rest}
      ref={field}
      className={`m-grid-typing${place ? " m-grid-composing" : ""}`}
      style={place}
      aria-label={label}
      aria-controls={gridId}
      aria-activedescendant={activeId}
      autoComplete="off"
      spellCheck={false}
      inputMode={isTouched ? "none" : undefined}
    />
  );
}
