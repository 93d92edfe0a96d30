import type { Value } from "@mortise/expression";
import type { Result } from "@mortise/kit";
import { Input } from "antd";
import { type InputHTMLAttributes, type ReactNode, useState } from "react";
import type { FieldEditorProps } from "./field-view.ts";

/** Props of `DraftInput`: what an editor takes, and how its type shows and reads text. */
export interface DraftInputProps extends FieldEditorProps {
  /** Text of the value while nobody is typing. */
  readonly shown: string;
  /** Text to start editing from; the shown text when not given. */
  readonly editable?: string | undefined;
  readonly read: (text: string) => Result<Value>;
  readonly placeholder?: string | undefined;
  readonly prefix?: ReactNode;
  readonly suffix?: ReactNode;
  readonly align?: "right" | undefined;
  readonly inputMode?: InputHTMLAttributes<HTMLInputElement>["inputMode"];
  readonly type?: "text" | "tel" | "email" | "url" | undefined;
  readonly maxLength?: number | undefined;
}

/**
 * One line of text that is read by a field type: each key stroke hands up the value, or the text as typed when it does
 * not fit yet. On leaving the field, the value is shown in its usual form.
 */
export function DraftInput(props: DraftInputProps) {
  const { shown, editable, read, align, size, error } = props;
  const [draft, setDraft] = useState<string>();
  const change = (text: string): void => {
    setDraft(text);
    const result = read(text);
    props.onChange(result.ok ? result.value : text);
  };
  return (
    <Input
      {...(props.id === undefined ? {} : { id: props.id })}
      value={draft ?? shown}
      disabled={props.disabled ?? false}
      size={size ?? "middle"}
      status={error ? "error" : ""}
      aria-invalid={error ?? false}
      autoFocus={props.autoFocus ?? false}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      prefix={props.prefix}
      suffix={props.suffix}
      inputMode={props.inputMode}
      type={props.type ?? "text"}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
      style={align === "right" ? { textAlign: "right" } : {}}
      onFocus={() => setDraft(editable ?? shown)}
      onChange={(event) => change(event.target.value)}
      onBlur={() => {
        setDraft(undefined);
        props.onBlur?.();
      }}
    />
  );
}
