import { useText } from "@mortise/ui";
import { App, Button, Form, Input } from "antd";
import { designerText } from "../designer/text.ts";

/** A text to be copied, such as an address. */
export function CopyLine({ label, value }: { readonly label: string; readonly value: string }) {
  const t = useText(designerText);
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    void message.success(t.copied);
  };
  return (
    <Form.Item label={label}>
      <div style={{ display: "flex", gap: 8 }}>
        <Input readOnly aria-label={label} value={value} onFocus={(event) => event.target.select()} />
        <Button onClick={() => void copy()}>{t.copy}</Button>
      </div>
    </Form.Item>
  );
}
