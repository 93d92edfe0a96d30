import { Checkbox, InputNumber } from "antd";
import type { FieldOption } from "../option-list.ts";
import { useFieldText } from "./field-services.ts";
import { text } from "./text.ts";

interface OptionMeaningProps {
  readonly option: FieldOption;
  readonly disabled: boolean;
  readonly onChange: (option: FieldOption) => void;
}

/** What an option counts for, and whether it asks for a text. */
export function OptionMeaning({ option, disabled, onChange }: OptionMeaningProps) {
  const say = useFieldText();
  const { score, other, ...plain } = option;
  return (
    <div style={{ display: "flex", gap: 8, alignItems: "center", paddingInlineStart: 56, paddingTop: 4 }}>
      <InputNumber
        size="small"
        value={score ?? null}
        placeholder={say(text.score)}
        aria-label={say(text.score)}
        disabled={disabled}
        style={{ width: 90 }}
        onChange={(next) =>
          onChange({ ...plain, ...(other ? { other } : {}), ...(next === null ? {} : { score: next }) })
        }
      />
      <Checkbox
        checked={other === true}
        disabled={disabled}
        onChange={({ target }) =>
          onChange({
            ...plain,
            ...(score === undefined ? {} : { score }),
            ...(target.checked ? { other: true } : {}),
          })
        }
      >
        {say(text.asksForText)}
      </Checkbox>
    </div>
  );
}
