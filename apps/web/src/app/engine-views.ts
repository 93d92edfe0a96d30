import { lazy } from "react";

/** The report engine's view of a dashboard, fetched when the first dashboard is opened. */
export const DashboardView = lazy(async () => ({
  default: (await import("@mortise/reports/react")).DashboardView,
}));
