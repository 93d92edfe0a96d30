import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from "@ant-design/icons";
import { useText } from "@mortise/ui";
import { Button, Space } from "antd";
import type { ReactNode } from "react";
import { text } from "./text.ts";

/** Props of `SortedItem`. */
export interface SortedItemProps {
  readonly head: ReactNode;
  readonly children?: ReactNode;
  readonly faded?: boolean;
  readonly onMove?: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One entry of an ordered list: a head line with its buttons, and its content below. */
export function SortedItem({ head, children, faded = false, onMove, onRemove }: SortedItemProps) {
  const t = useText(text);
  return (
    <section className="flow-item" style={{ opacity: faded ? 0.55 : 1 }}>
      <div className="flow-item-head">
        <div className="flow-item-title">{head}</div>
        <Space.Compact>
          {onMove ? (
            <Button
              size="small"
              type="text"
              icon={<ArrowUpOutlined />}
              aria-label={t.up}
              onClick={() => onMove(-1)}
            />
          ) : null}
          {onMove ? (
            <Button
              size="small"
              type="text"
              icon={<ArrowDownOutlined />}
              aria-label={t.down}
              onClick={() => onMove(1)}
            />
          ) : null}
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t.remove}
            onClick={onRemove}
          />
        </Space.Compact>
      </div>
      {children}
    </section>
  );
}
