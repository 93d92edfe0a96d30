import type { IncomingHttpHeaders } from "node:http";
import { FORM_PASSWORD_HEADER, routes, SUBMISSION_HEADER } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

const VISITORS = { config: { rateLimit: { max: 60, timeWindow: "1 minute" } } };

/** Public forms. */
export function registerPublicRoutes(handle: Handle, services: Services): void {
  handle(
    routes.publicForm,
    ({ params, request }) => services.publicForms.describe(params.slug, passwordOf(request.headers)),
    VISITORS,
  );
  handle(routes.publicChallenge, ({ params }) => services.publicForms.challenge(params.slug), VISITORS);
  handle(
    routes.submitPublicForm,
    ({ actor, params, body, request }) => {
      const key = request.headers["idempotency-key"];
      const password = passwordOf(request.headers);
      return services.publicForms.submit(actor, params.slug, {
        ...body,
        ...(password === undefined ? {} : { password }),
        ...(typeof key === "string" ? { idempotencyKey: key } : {}),
      });
    },
    VISITORS,
  );
  handle(
    routes.ownSubmission,
    ({ actor, params, request }) =>
      services.publicForms.readOwn(actor, params.slug, tokenOf(request.headers)),
    VISITORS,
  );
  handle(
    routes.changeOwnSubmission,
    ({ actor, params, body, request }) =>
      services.publicForms.changeOwn(actor, params.slug, { ...body, token: tokenOf(request.headers) }),
    VISITORS,
  );
  registerCodeRoutes(handle, services);
}

/** What is sent out costs money and annoys people. */
const CODES = { config: { rateLimit: { max: 10, timeWindow: "1 minute" } } };

/** Codes for visitors. */
function registerCodeRoutes(handle: Handle, { publicForms, senders }: Services): void {
  handle(
    routes.requestCode,
    async ({ actor, params, body, request }) => {
      const password = passwordOf(request.headers);
      await publicForms.requestCode(actor, params.slug, {
        ...body,
        peer: request.ip,
        ...(password === undefined ? {} : { password }),
      });
      return { ok: true as const, againInSeconds: 60 };
    },
    CODES,
  );
  handle(routes.codeChannels, () => ({
    email: senders.email !== undefined,
    sms: senders.sms !== undefined,
  }));
}

/** The token of a private link; in a header, so that it stands in no log and no address that is handed on. */
function tokenOf(headers: IncomingHttpHeaders): string {
  const given = headers[SUBMISSION_HEADER];
  return typeof given === "string" ? given : "";
}

/** Headers hold ASCII only, passwords anything: they come percent-encoded. */
function passwordOf(headers: IncomingHttpHeaders): string | undefined {
  const given = headers[FORM_PASSWORD_HEADER];
  if (typeof given !== "string") return undefined;
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}
