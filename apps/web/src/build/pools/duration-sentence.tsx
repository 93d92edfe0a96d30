import { DurationInput } from "@mortise/fields/react";
import { OptionalSentence } from "./sentence.tsx";

/** Props of `DurationSentence`. */
export interface DurationSentenceProps {
  readonly label: string;
  /** With `{time}` where the length of time stands. */
  readonly text: string;
  readonly value: string | undefined;
  /** Where it begins when it is switched on. */
  readonly usual: string;
  readonly onChange: (value: string | undefined) => void;
}

/** A sentence about one length of time, which may not hold at all. */
export function DurationSentence({ label, text, value, usual, onChange }: DurationSentenceProps) {
  return (
    <OptionalSentence
      label={label}
      text={text}
      isOn={value !== undefined}
      onSwitch={(isOn) => onChange(isOn ? usual : undefined)}
      slots={{
        time: (
          <span className="sentence-duration">
            <DurationInput
              label={label}
              value={value}
              disabled={value === undefined}
              // Emptied while typing it is what it was; only the box before the sentence switches it off.
              onChange={(next) => next !== undefined && onChange(next)}
            />
          </span>
        ),
      }}
    />
  );
}
