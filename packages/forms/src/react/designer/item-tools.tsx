import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined } from "@ant-design/icons";
import type { FormItem } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import { useCurrentDesigner } from "./designer-context.ts";
import { designerText } from "./text.ts";

/** What the mouse drags, as buttons: move up and down, remove. */
export function ItemTools({ item }: { readonly item: FormItem }) {
  const t = useText(designerText);
  const designer = useCurrentDesigner();
  const tools = [
    { label: t.moveUp, icon: <ArrowUpOutlined />, act: () => designer().step(item, -1) },
    { label: t.moveDown, icon: <ArrowDownOutlined />, act: () => designer().step(item, 1) },
    { label: t.duplicate, icon: <CopyOutlined />, act: () => designer().duplicate() },
    { label: t.remove, icon: <DeleteOutlined />, act: () => designer().remove(item) },
  ];
  return (
    <div className="fd-tools" role="toolbar">
      {tools.map(({ label, icon, act }) => (
        <Button
          key={label}
          size="small"
          icon={icon}
          aria-label={label}
          title={label}
          onClick={(event) => {
            event.stopPropagation();
            act();
          }}
        />
      ))}
    </div>
  );
}
