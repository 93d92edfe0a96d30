import { CloseCircleFilled, RightOutlined } from "@ant-design/icons";
import { useFieldText } from "./field-services.ts";
import type { FieldEditorProps } from "./field-view.ts";
import { text } from "./text.ts";
import "./record-sheet.css";

interface RecordPickButtonProps extends Omit<FieldEditorProps, "field" | "value" | "onChange" | "onBlur"> {
  /** What is chosen. */
  readonly names: readonly string[];
  /** As low as other controls on a computer; on the phone it is always as high as a finger needs. */
  readonly isLow?: boolean;
  readonly onOpen: () => void;
  readonly onClear: () => void;
}

/** Stands in a form for choices that open in a window of their own. */
export function RecordPickButton(props: RecordPickButtonProps) {
  const { names, disabled = false } = props;
  const say = useFieldText();
  const look = [
    "record-pick",
    props.isLow ? "record-pick-small" : "",
    props.error ? "record-pick-wrong" : "",
  ];
  return (
    <div className={look.filter(Boolean).join(" ")}>
      <button
        type="button"
        {...(props.id === undefined ? {} : { id: props.id })}
        aria-haspopup="dialog"
        disabled={disabled}
        autoFocus={props.autoFocus ?? false}
        onClick={props.onOpen}
      >
        {names.length === 0 ? <span className="record-pick-none">{say(text.choose)}</span> : null}
        {names.map((name, index) => (
          // Names stand in the order of what is chosen; two records may have the same one.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={`${index}/${name}`}>{name}</span>
        ))}
        <RightOutlined aria-hidden="true" />
      </button>
      {names.length > 0 && !disabled ? (
        <button type="button" aria-label={say(text.clear)} onClick={props.onClear}>
          <CloseCircleFilled aria-hidden="true" />
        </button>
      ) : null}
    </div>
  );
}
