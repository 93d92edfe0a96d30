import { useText } from "@mortise/ui";
import { Drawer } from "antd";
import type { ReactNode } from "react";
import { buildText } from "./text.ts";

/** A sheet that comes from below on the phone: what stands beside the list on a wide screen. */
export function FromBelow({
  title,
  open,
  onClose,
  children,
}: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const t = useText(buildText);
  return (
    <Drawer
      open={open}
      placement="bottom"
      size="auto"
      title={title}
      aria-label={title}
      closable={{ "aria-label": t.closeSheet }}
      destroyOnHidden
      className="tool-sheet"
      onClose={onClose}
    >
      {children}
    </Drawer>
  );
}
