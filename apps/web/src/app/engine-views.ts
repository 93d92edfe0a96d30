import type { Catalog, DashboardDocument } from "@mortise/metadata";
import type { ComponentType, LazyExoticComponent } from "react";

interface DashboardViewProps {
  readonly app: string;
  readonly dashboard: DashboardDocument;
  readonly catalog: Catalog;
}

/** The report engine's view of a dashboard, fetched when the first dashboard is opened. */
export const DASHBOARD_VIEW: LazyExoticComponent<ComponentType<DashboardViewProps>> | undefined = undefined;
