import { routes } from "@mortise/contract";
import { ExportStamps } from "@mortise/store";
import { contentDisposition } from "../http/content-disposition.ts";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

/** Lists as files. */
export function registerExportRoutes(handle: Handle, { exports, store, clock }: Services): void {
  const stamps = new ExportStamps(store.db, clock);
  handle(routes.getExportStamp, () => stamps.current());
  handle(routes.saveExportStamp, ({ actor, body }) => stamps.save(actor, body));
  handle(routes.startExport, ({ actor, params, body }) => exports.start(actor, params, body));
  handle(routes.listExports, async ({ actor, params }) => ({ items: await exports.list(actor, params.app) }));
  handle(routes.getExport, ({ actor, params }) => exports.get(actor, params.app, params.id));
  handle(routes.cancelExport, ({ actor, params }) => exports.cancel(actor, params.app, params.id));
  handle(routes.downloadExport, async ({ actor, params, reply }) => {
    const file = await exports.file(actor, params.app, params.id);
    return reply
      .type("application/octet-stream")
      .header("content-disposition", contentDisposition("attachment", file.fileName))
      .header("content-length", file.size)
      .header("cache-control", "private, no-store")
      .send(file.stream);
  });
}
