import { CopyOutlined, DeleteOutlined } from "@ant-design/icons";
import { useText } from "@mortise/ui";
import { Button, Space } from "antd";
import { text } from "./text.ts";

/** What may be done with the item in the inspector as a whole. */
export interface ItemActions {
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** The buttons at the foot of an inspector. */
export function ItemButtons({ onDuplicate, onRemove, onClose }: ItemActions) {
  const t = useText(text);
  return (
    <Space wrap>
      <Button icon={<CopyOutlined />} onClick={onDuplicate}>
        {t.duplicate}
      </Button>
      <Button danger icon={<DeleteOutlined />} onClick={onRemove}>
        {t.remove}
      </Button>
      <Button type="link" onClick={onClose}>
        {t.close}
      </Button>
    </Space>
  );
}
