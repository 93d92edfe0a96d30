import type { Readable } from "node:stream";
import { routes } from "@mortise/contract";
import type { FastifyReply } from "fastify";
import { contentDisposition } from "../http/content-disposition.ts";
import type { Handle } from "../http/handle.ts";
import { receiveUpload } from "../http/upload.ts";
import type { Services } from "../services.ts";

/** Import of legacy lists. */
export function registerImportRoutes(handle: Handle, { config, imports }: Services): void {
  handle(routes.uploadImport, async ({ actor, params, request }) => {
    const upload = await receiveUpload(request, config.dataDir);
    return imports.upload(actor, params.app, upload).finally(() => upload.discard());
  });
  handle(routes.listImports, async ({ actor, params }) => ({ items: await imports.list(actor, params.app) }));
  handle(routes.getImport, ({ actor, params }) => imports.get(actor, params.app, params.id));
  handle(routes.suggestMapping, ({ actor, params, body }) =>
    imports.suggest(actor, params.app, params.id, body),
  );
  handle(routes.inferEntity, ({ actor, params, body }) =>
    imports.inferEntity(actor, params.app, params.id, body),
  );
  handle(routes.checkImport, ({ actor, params, body }) =>
    imports.check(actor, params.app, params.id, body.plan),
  );
  handle(routes.runImport, ({ actor, params, body }) => imports.run(actor, params.app, params.id, body.plan));
  handle(routes.importAgain, ({ actor, params }) => imports.again(actor, params));
  handle(routes.continueImport, ({ actor, params }) => imports.continue(actor, params.app, params.id));
  handle(routes.uploadImportFiles, async ({ actor, params, request }) => {
    const upload = await receiveUpload(request, config.dataDir);
    return imports.addFiles(actor, params, upload).finally(() => upload.discard());
  });
  handle(routes.removeImportFiles, ({ actor, params }) => imports.removeFiles(actor, params));
  handle(routes.cancelImport, ({ actor, params }) => imports.cancel(actor, params.app, params.id));
  handle(routes.previewUndoImport, ({ actor, params }) => imports.previewUndo(actor, params.app, params.id));
  handle(routes.undoImport, ({ actor, params, query }) =>
    imports.undo(actor, params.app, params.id, query.conflicts),
  );
  handle(routes.importErrors, async ({ actor, params, reply }) =>
    sendWorkbook(reply, await imports.errorWorkbook(actor, params.app, params.id)),
  );
  handle(routes.listImportMappings, async ({ actor, params }) => ({
    items: await imports.mappings.list(actor, params),
  }));
  handle(routes.saveImportMapping, async ({ actor, params, body }) => ({
    items: await imports.mappings.save(actor, params, body),
  }));
  handle(routes.removeImportMapping, async ({ actor, params }) => ({
    items: await imports.mappings.remove(actor, params, params.id),
  }));
  handle(routes.importTemplate, async ({ actor, params, reply }) =>
    sendWorkbook(reply, await imports.template(actor, params.app, params.entity)),
  );
}

function sendWorkbook(
  reply: FastifyReply,
  { fileName, stream }: { readonly fileName: string; readonly stream: Readable },
): FastifyReply {
  return reply
    .type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    .header("content-disposition", contentDisposition("attachment", fileName))
    .send(stream);
}
