import { createReadStream } from "node:fs";
import { routes } from "@mortise/contract";
import { notFound } from "../errors.ts";
import type { Handle } from "../http/handle.ts";
import { receiveUpload } from "../http/upload.ts";
import type { Services } from "../services.ts";

const VISITORS = { config: { rateLimit: { max: 60, timeWindow: "1 minute" } } };
/** Types a browser may show in place; everything else is downloaded. */
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"]);

/** Public forms and files. */
export function registerPublicRoutes(handle: Handle, services: Services): void {
  handle(routes.publicForm, ({ params }) => services.publicForms.describe(params.slug), VISITORS);
  handle(
    routes.submitPublicForm,
    ({ actor, params, body, request }) => {
      const key = request.headers["idempotency-key"];
      return services.publicForms.submit(actor, params.slug, {
        ...body,
        ...(typeof key === "string" ? { idempotencyKey: key } : {}),
      });
    },
    VISITORS,
  );
  handle(routes.uploadFile, async ({ actor, request }) => {
    const upload = await receiveUpload(request);
    return services.files.add(actor, upload).finally(upload.discard);
  });
  handle(routes.downloadFile, async ({ params, reply }) => {
    const file = await services.files.find(params.id);
    if (!file) throw notFound();
    const disposition = SHOWN.has(file.type) ? "inline" : "attachment";
    return reply
      .type(SHOWN.has(file.type) ? file.type : "application/octet-stream")
      .header("content-disposition", `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header("content-security-policy", "sandbox")
      .send(createReadStream(file.path));
  });
}
