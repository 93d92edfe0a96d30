import { SearchOutlined } from "@ant-design/icons";
import { Input } from "antd";
import { useFieldText } from "./field-services.ts";
import { text } from "./text.ts";

/** The keyword above choices in a window; the keyboard is in it at once. */
export function ChoiceSearch({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (typed: string) => void;
}) {
  const say = useFieldText();
  return (
    <Input
      autoFocus
      allowClear
      size="large"
      type="search"
      prefix={<SearchOutlined aria-hidden="true" />}
      aria-label={say(text.search)}
      placeholder={say(text.search)}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
