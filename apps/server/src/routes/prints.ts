import { routes } from "@mortise/contract";
import { contentDisposition } from "../http/content-disposition.ts";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** Records on paper. */
export function registerPrintRoutes(handle: Handle, { printing, config }: Services): void {
  handle(routes.printRecords, async ({ actor, params, query, reply, request }) => {
    const { fileName, pdf } = await printing.pdf(actor, params.app, {
      template: params.template,
      ids: query.ids.split(","),
      origin: config.publicUrl ?? `${request.protocol}://${request.host}`,
      locale: query.locale,
    });
    return reply
      .type("application/pdf")
      .header("content-disposition", contentDisposition("attachment", fileName))
      .header("content-length", pdf.length)
      .header("cache-control", "private, no-store")
      .send(Buffer.from(pdf));
  });
}
