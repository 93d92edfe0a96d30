import { accountRoutes } from "./accounts.ts";
import { appRoutes } from "./apps.ts";
import { boardLinkRoutes } from "./board-links.ts";
import { calendarRoutes } from "./calendar.ts";
import { commentRoutes } from "./comments.ts";
import { delegationRoutes } from "./delegations.ts";
import { draftSeatRoutes } from "./draft-seats.ts";
import { dutyRoutes } from "./duty.ts";
import { exportRoutes } from "./exports.ts";
import { flowButtonRoutes } from "./flow-buttons.ts";
import { flowHookRoutes } from "./flow-hooks.ts";
import { flowTestRoutes } from "./flow-tests.ts";
import { importRoutes } from "./imports.ts";
import { ledgerRoutes } from "./ledger.ts";
import { outsideRoutes } from "./outside.ts";
import { printRoutes } from "./prints.ts";
import { publicLinkRoutes } from "./public-links.ts";
import { publicQueryRoutes } from "./public-queries.ts";
import { publicRoutes } from "./public.ts";
import { recordFormRoutes } from "./record-forms.ts";
import { recordWriteRoutes } from "./record-writes.ts";
import { recordRoutes } from "./records.ts";
import { releaseRoutes } from "./releases.ts";
import { reportRoutes } from "./reports.ts";
import { runRoutes } from "./runs.ts";
import { sendRoutes } from "./sends.ts";
import { structureRoutes } from "./structure.ts";
import { timelineRoutes } from "./timeline.ts";
import { viewRoutes } from "./views.ts";
import { whatIfRoutes } from "./what-if.ts";
import { workRoutes } from "./work.ts";

export * from "./accounts.ts";
export * from "./apps.ts";
export * from "./board-links.ts";
export * from "./calendar.ts";
export * from "./comments.ts";
export * from "./delegations.ts";
export * from "./draft-seats.ts";
export * from "./duty.ts";
export * from "./exports.ts";
export * from "./flow-buttons.ts";
export * from "./flow-hooks.ts";
export * from "./flow-tests.ts";
export * from "./imports.ts";
export * from "./ledger.ts";
export * from "./outside.ts";
export * from "./prints.ts";
export * from "./public-links.ts";
export * from "./public-queries.ts";
export * from "./public.ts";
export * from "./record-forms.ts";
export * from "./record-writes.ts";
export * from "./records.ts";
export * from "./releases.ts";
export * from "./reports.ts";
export * from "./runs.ts";
export * from "./sends.ts";
export * from "./structure.ts";
export * from "./timeline.ts";
export * from "./views.ts";
export * from "./what-if.ts";
export * from "./work.ts";

/** Every call of the API by its operation id. */
export const routes = {
  ...accountRoutes,
  ...appRoutes,
  ...boardLinkRoutes,
  ...calendarRoutes,
  ...recordRoutes,
  ...timelineRoutes,
  ...printRoutes,
  ...recordWriteRoutes,
  ...recordFormRoutes,
  ...commentRoutes,
  ...viewRoutes,
  ...workRoutes,
  ...delegationRoutes,
  ...dutyRoutes,
  ...flowButtonRoutes,
  ...flowHookRoutes,
  ...exportRoutes,
  ...importRoutes,
  ...reportRoutes,
  ...publicRoutes,
  ...publicLinkRoutes,
  ...publicQueryRoutes,
  ...structureRoutes,
  ...releaseRoutes,
  ...draftSeatRoutes,
  ...whatIfRoutes,
  ...runRoutes,
  ...ledgerRoutes,
  ...outsideRoutes,
  ...sendRoutes,
  ...flowTestRoutes,
} as const;
