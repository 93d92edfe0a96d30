import { useIsPhone, useText } from "@mortise/ui";
import type { Catalog } from "@mortise/metadata";
import { Drawer } from "antd";
import type { DrillTarget } from "../model/drill.ts";
import { RecordRows } from "./record-rows.tsx";
import "./reports.css";
import { text } from "./text.ts";

/** Props of `DrillPanel`; closed without a target. */
export interface DrillPanelProps {
  readonly app: string;
  readonly catalog: Catalog;
  readonly target: DrillTarget | undefined;
  readonly onClose: () => void;
}

const WIDTH = 860;

/** A drawer with the rows behind a figure: as many as the figure says, with columns of the reader's choice. */
export function DrillPanel({ app, catalog, target, onClose }: DrillPanelProps) {
  const t = useText(text);
  const isPhone = useIsPhone();
  return (
    <Drawer
      open={target !== undefined}
      onClose={onClose}
      title={target?.title ?? t.rowsBehind}
      size={isPhone ? "100%" : WIDTH}
      destroyOnHidden
    >
      {target ? <RecordRows key={target.entity} app={app} catalog={catalog} target={target} /> : null}
    </Drawer>
  );
}
