import type { DashboardDocument } from "@mortise/metadata";
import { DashboardDesigner } from "@mortise/reports/react";
import { useDesignerHistory } from "./designer-history.ts";
import type { DesignerProps } from "./designers.tsx";

/** The designer of dashboards, with steps that outlive a reload. */
export function DashboardDesignerSlot(props: DesignerProps<DashboardDocument>) {
  return <DashboardDesigner {...props} history={useDesignerHistory(props.document)} />;
}
