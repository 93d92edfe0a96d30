import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** Figures for dashboards. */
export function registerReportRoutes(handle: Handle, { reports }: Services): void {
  handle(routes.cardData, ({ actor, params, body }) =>
    reports.cardData(actor, params.app, body.card, body.filter),
  );
}
