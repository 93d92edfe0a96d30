import { fillText, type LocalizedText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Form, Input } from "antd";
import { buildText } from "./text.ts";

/** Edits a name in both languages side by side; a missing translation is marked. */
export function NameFields({
  value,
  onChange,
  label,
  multiline = false,
}: {
  readonly value: LocalizedText;
  readonly onChange: (value: LocalizedText) => void;
  /** Put before the language, when it is not the name itself that is edited. */
  readonly label?: string;
  readonly multiline?: boolean;
}) {
  const t = useText(buildText);
  const zh = label ? fillText(t.inChinese, { label }) : t.nameZh;
  const en = label ? fillText(t.inEnglish, { label }) : t.nameEn;
  const Box = multiline ? Input.TextArea : Input;
  return (
    <Form layout="vertical" component={false}>
      <div className="name-fields">
        <Form.Item label={zh} validateStatus={!value.zh && value.en ? "warning" : ""}>
          <Box
            aria-label={zh}
            value={value.zh}
            onChange={(event) => onChange({ zh: event.target.value, en: value.en })}
          />
        </Form.Item>
        <Form.Item label={en} validateStatus={!value.en && value.zh ? "warning" : ""}>
          <Box
            aria-label={en}
            value={value.en}
            onChange={(event) => onChange({ zh: value.zh, en: event.target.value })}
          />
        </Form.Item>
      </div>
    </Form>
  );
}
