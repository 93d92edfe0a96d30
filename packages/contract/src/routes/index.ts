import { accountRoutes } from "./accounts.ts";
import { appRoutes } from "./apps.ts";
import { importRoutes } from "./imports.ts";
import { publicRoutes } from "./public.ts";
import { recordWriteRoutes } from "./record-writes.ts";
import { recordRoutes } from "./records.ts";
import { releaseRoutes } from "./releases.ts";
import { reportRoutes } from "./reports.ts";
import { structureRoutes } from "./structure.ts";
import { workRoutes } from "./work.ts";

export * from "./accounts.ts";
export * from "./apps.ts";
export * from "./imports.ts";
export * from "./public.ts";
export * from "./record-writes.ts";
export * from "./records.ts";
export * from "./releases.ts";
export * from "./reports.ts";
export * from "./structure.ts";
export * from "./work.ts";

/** Every call of the API by its operation id. */
export const routes = {
  ...accountRoutes,
  ...appRoutes,
  ...recordRoutes,
  ...recordWriteRoutes,
  ...workRoutes,
  ...importRoutes,
  ...reportRoutes,
  ...publicRoutes,
  ...structureRoutes,
  ...releaseRoutes,
} as const;
