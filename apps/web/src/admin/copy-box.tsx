import { CopyOutlined } from "@ant-design/icons";
import { useText } from "@mortise/ui";
import { App, Button, Input, Space } from "antd";
import { adminText } from "./text.ts";

/** A value to be copied: shown whole, with a button. Works without the clipboard permission, too. */
export function CopyBox({ value, label }: { readonly value: string; readonly label: string }) {
  const t = useText(adminText);
  const { message } = App.useApp();
  const copy = () => {
    const select = () => {
      const input = document.querySelector<HTMLInputElement>("[data-copy-box]");
      input?.select();
      document.execCommand("copy");
    };
    // The clipboard API is missing on plain http; the older way works there.
    const done = navigator.clipboard
      ? navigator.clipboard.writeText(value).catch(select)
      : Promise.resolve(select());
    void done.then(() => message.success(t.copied));
  };
  return (
    <Space.Compact block>
      <Input
        readOnly
        value={value}
        aria-label={label}
        data-copy-box
        onFocus={(event) => event.target.select()}
      />
      <Button icon={<CopyOutlined aria-hidden="true" />} onClick={copy}>
        {t.copy}
      </Button>
    </Space.Compact>
  );
}
