import { CopyOutlined } from "@ant-design/icons";
import { useText } from "@mortise/ui";
import { App, Button, Input, Space } from "antd";
import { sharingText } from "./text.ts";

/** A text to be copied, such as an address. */
export function CopyLine({ label, value }: { readonly label: string; readonly value: string }) {
  const t = useText(sharingText);
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    void message.success(t.copied);
  };
  return (
    <Space.Compact block>
      <Input readOnly aria-label={label} value={value} onFocus={({ target }) => target.select()} />
      <Button icon={<CopyOutlined aria-hidden="true" />} onClick={() => void copy()}>
        {t.copy}
      </Button>
    </Space.Compact>
  );
}
