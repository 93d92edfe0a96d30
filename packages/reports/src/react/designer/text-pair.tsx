import type { LocalizedText } from "@mortise/kit";
import { Input } from "antd";

/** Props of `TextPair`. */
export interface TextPairProps {
  readonly value: LocalizedText;
  /** Names of the two inputs for assistive technology. */
  readonly labels: readonly [zh: string, en: string];
  readonly placeholder: LocalizedText;
  readonly onChange: (value: LocalizedText) => void;
}

/** A text in both languages, one input each. */
export function TextPair({ value, labels, placeholder, onChange }: TextPairProps) {
  return (
    <div className="m-inspector-row">
      <Input
        aria-label={labels[0]}
        placeholder={placeholder.zh}
        value={value.zh}
        onChange={({ target }) => onChange({ zh: target.value, en: value.en })}
      />
      <Input
        aria-label={labels[1]}
        placeholder={placeholder.en}
        value={value.en}
        onChange={({ target }) => onChange({ zh: value.zh, en: target.value })}
      />
    </div>
  );
}
