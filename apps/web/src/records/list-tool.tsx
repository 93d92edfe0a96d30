import { useIsPhone, useText } from "@mortise/ui";
import { Badge, Button, Drawer, Popover } from "antd";
import { type ReactNode, useState } from "react";
import { recordsText } from "./text.ts";

/** A button of the line above a list that opens what it sets: beside it, on the phone from below. */
export function ListTool({
  label,
  icon,
  count,
  face,
  children,
}: {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly count: number;
  /** Stands on the button in place of the label, on the phone too. */
  readonly face?: ReactNode;
  readonly children: (close: () => void) => ReactNode;
}) {
  const t = useText(recordsText);
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const button = (
    <Badge dot={count > 0 && face === undefined} offset={[-4, 4]}>
      <Button
        icon={icon}
        aria-label={label}
        aria-pressed={count > 0}
        {...(phone ? { onClick: () => setOpen(true), "aria-haspopup": "dialog" as const } : {})}
      >
        {face ?? (phone ? null : label)}
      </Button>
    </Badge>
  );
  if (phone)
    return (
      <>
        {button}
        <Drawer
          open={open}
          placement="bottom"
          size="auto"
          title={label}
          aria-label={label}
          closable={{ "aria-label": t.done }}
          destroyOnHidden
          className="tool-sheet"
          onClose={close}
        >
          {children(close)}
        </Drawer>
      </>
    );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={<div className="tool-panel">{children(close)}</div>}
    >
      {button}
    </Popover>
  );
}
