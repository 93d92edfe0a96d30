import { routes } from "@mortise/contract";
import { createReportExports } from "@mortise/reports/runtime";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** Figures for dashboards. */
export function registerReportRoutes(handle: Handle, { reports, store, clock }: Services): void {
  const exports = createReportExports({ store, reports, clock });
  handle(routes.cardData, ({ actor, params, body }) =>
    reports.cardData(actor, params.app, body.card, body.filter),
  );
  handle(routes.exportCard, async ({ actor, params, body }) => {
    const { fileName, content } = await exports.exportCard(actor, params.app, body);
    return { fileName, content: content.toString("base64") };
  });
  handle(routes.notePictureExport, async ({ actor, params, body }) => {
    await exports.notePicture(actor, params.app, body);
    return {};
  });
}
