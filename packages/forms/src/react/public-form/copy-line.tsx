import { CopyLine as Line } from "@mortise/ui";
import { Form } from "antd";

/** A text to be copied, such as an address, below its label. */
export function CopyLine({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <Form.Item label={label}>
      <Line label={label} value={value} />
    </Form.Item>
  );
}
