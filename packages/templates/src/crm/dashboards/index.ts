import type { DashboardDocument } from "@mortise/metadata";
import { activityBoard } from "./activity.ts";
import { cashBoard } from "./cash.ts";
import { channelsBoard } from "./channels.ts";
import { funnelBoard } from "./funnel.ts";
import { performanceBoard } from "./performance.ts";
import { poolBoard } from "./pool.ts";
import { regionsBoard } from "./regions.ts";
import { salesDashboard } from "./sales.ts";

/** The overview, and the seven boards behind it. */
export const dashboards: readonly DashboardDocument[] = [
  salesDashboard,
  performanceBoard,
  funnelBoard,
  channelsBoard,
  activityBoard,
  regionsBoard,
  cashBoard,
  poolBoard,
];
