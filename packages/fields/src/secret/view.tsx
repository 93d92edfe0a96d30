import { LockOutlined } from "@ant-design/icons";
import { Button, Input, Space } from "antd";
import { useFieldText } from "../react/field-services.ts";
import { defineFieldView, type FieldDisplayProps, type FieldEditorProps } from "../react/field-view.ts";
import { numberSetting } from "../setting-values.ts";
import { SECRET_SHOWN } from "./index.ts";
import { text } from "./text.ts";

/** What is stored never comes to the screen: the box is empty, and what is typed replaces it. */
function SecretEditor(props: FieldEditorProps) {
  const { field, value, onChange } = props;
  const say = useFieldText();
  const isKept = value === SECRET_SHOWN;
  return (
    <Space.Compact style={{ width: "100%" }}>
      <Input.Password
        {...(props.id === undefined ? {} : { id: props.id })}
        value={typeof value === "string" && !isKept ? value : ""}
        placeholder={say(isKept ? text.replace : text.enter)}
        autoComplete="new-password"
        maxLength={numberSetting(field, "maxLength", 200)}
        disabled={props.disabled ?? false}
        status={props.error ? "error" : ""}
        size={props.size ?? "middle"}
        autoFocus={props.autoFocus ?? false}
        onBlur={() => props.onBlur?.()}
        onChange={({ target }) => onChange(target.value === "" ? null : target.value)}
      />
      {isKept ? (
        <Button
          size={props.size ?? "middle"}
          disabled={props.disabled ?? false}
          onClick={() => onChange(null)}
        >
          {say(text.clear)}
        </Button>
      ) : null}
    </Space.Compact>
  );
}

function SecretMark({ value }: FieldDisplayProps) {
  const say = useFieldText();
  if (typeof value !== "string") return null;
  if (value !== SECRET_SHOWN) return <span style={{ overflowWrap: "anywhere" }}>{value}</span>;
  return (
    <span title={say(text.isThere)}>
      <LockOutlined aria-hidden="true" /> {"••••"}
      <span className="m-visually-hidden">{say(text.isThere)}</span>
    </span>
  );
}

function SecretCell({ value }: FieldDisplayProps) {
  return typeof value === "string" ? <span>••••</span> : null;
}

/** A text that is kept encrypted. */
export const secretView = defineFieldView({
  id: "secret",
  Editor: SecretEditor,
  Cell: SecretCell,
  Value: SecretMark,
});
