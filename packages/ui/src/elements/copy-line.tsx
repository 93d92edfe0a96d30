import { CopyOutlined } from "@ant-design/icons";
import { App, Button, Input, Space } from "antd";
import { useText } from "../locale/use-text.ts";

const text = {
  copy: { zh: "复制", en: "Copy" },
  copied: { zh: "已复制", en: "Copied" },
};

/** A text to be copied, such as an address; `label` names it. */
export function CopyLine({ label, value }: { readonly label: string; readonly value: string }) {
  const t = useText(text);
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
