import { open } from "node:fs/promises";
import { routes } from "@mortise/contract";
import { notFound } from "../errors.ts";
import { contentDisposition } from "../http/content-disposition.ts";
import type { Handle } from "../http/handle.ts";
import { receiveUpload } from "../http/upload.ts";
import type { Services } from "../services.ts";

/** Types a browser may show in place: pictures that cannot carry scripts. Everything else is downloaded. */
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Files of attachment fields. */
export function registerFileRoutes(handle: Handle, services: Services): void {
  handle(routes.uploadFile, async ({ actor, request }) => {
    const upload = await receiveUpload(request, services.config.dataDir);
    return services.files.add(actor, upload).finally(() => upload.discard());
  });
  handle(routes.downloadFile, async ({ actor, params, reply, request }) => {
    // A file that somebody may not have looks like one that is not there.
    const isAllowed = await services.store.records.mayReadFile(actor, params.id);
    const file = isAllowed ? await services.files.find(params.id) : undefined;
    const content = file && (await open(file.path).catch(() => undefined));
    if (file && !content) request.log.error({ file: file.id }, "the content of a file is missing");
    if (!file || !content) throw notFound();
    const isShown = SHOWN.has(file.type);
    return reply
      .type(isShown ? file.type : "application/octet-stream")
      .header("content-disposition", contentDisposition(isShown ? "inline" : "attachment", file.name))
      .header("content-length", file.size)
      .header("content-security-policy", "sandbox; default-src 'none'")
      .send(content.createReadStream());
  });
}
