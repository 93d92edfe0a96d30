import { lazy } from "react";

const reports = () => import("@mortise/reports/react");

/** The report engine's view of a dashboard, fetched when the first dashboard is opened. */
export const DashboardView = lazy(async () => ({ default: (await reports()).DashboardView }));

/** The same as it hangs on a wall. */
export const ScreenView = lazy(async () => ({ default: (await reports()).ScreenView }));

/** The button that takes a dashboard out as a picture. */
export const BoardExport = lazy(async () => ({ default: (await reports()).BoardExport }));

/** The button that shares a dashboard. */
export const ShareBoard = lazy(async () => ({ default: (await reports()).ShareBoard }));

/** A dashboard for people without an account. */
export const SharedBoard = lazy(async () => ({ default: (await reports()).SharedBoard }));
