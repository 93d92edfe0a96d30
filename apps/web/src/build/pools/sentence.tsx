import { Checkbox } from "antd";
import { Fragment, type ReactNode } from "react";

/** Props of `Sentence`. */
export interface SentenceProps {
  /** The words, with `{name}` where a control stands. */
  readonly text: string;
  readonly slots: Readonly<Record<string, ReactNode>>;
}

/** A sentence with controls in it, in the order of the reader's language. */
export function Sentence({ text, slots }: SentenceProps) {
  const parts = text.split(/\{(\w+)\}/);
  return (
    <span className="sentence">
      {parts.map((part, index) => (
        // The parts of one sentence never change their places.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {index % 2 === 1 ? slots[part] : part.trim() ? <span>{part.trim()}</span> : null}
        </Fragment>
      ))}
    </span>
  );
}

/** A sentence that holds only when it is switched on. */
export function OptionalSentence({
  label,
  isOn,
  onSwitch,
  ...sentence
}: SentenceProps & {
  readonly label: string;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}) {
  return (
    <div className={isOn ? "sentence-line" : "sentence-line sentence-off"}>
      <Checkbox aria-label={label} checked={isOn} onChange={(event) => onSwitch(event.target.checked)} />
      <Sentence {...sentence} />
    </div>
  );
}
