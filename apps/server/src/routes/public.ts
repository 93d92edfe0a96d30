import type { IncomingHttpHeaders } from "node:http";
import { FORM_PASSWORD_HEADER, PREFILL_HEADER, routes, SUBMISSION_HEADER } from "@mortise/contract";
import type { VisitorKeys } from "@mortise/forms/runtime";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";
import { textInHeader } from "./header-text.ts";

const VISITORS = { config: { rateLimit: { max: 60, timeWindow: "1 minute" } } };

/** Public forms. */
export function registerPublicRoutes(handle: Handle, services: Services): void {
  handle(
    routes.publicForm,
    ({ actor, params, request }) =>
      services.publicForms.describe(params.slug, keysOf(request.headers), actor),
    VISITORS,
  );
  handle(routes.publicChallenge, ({ params }) => services.publicForms.challenge(params.slug), VISITORS);
  handle(
    routes.submitPublicForm,
    ({ actor, params, body, request }) => {
      const key = request.headers["idempotency-key"];
      return services.publicForms.submit(actor, params.slug, {
        ...body,
        ...passwordIn(request.headers),
        peer: request.ip,
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
  handle(
    routes.fillPublicForm,
    async ({ actor, params, body, request }) => ({
      values: {
        ...(await services.publicForms.fill(actor, params.slug, { ...body, ...passwordIn(request.headers) })),
      },
    }),
    LOOKING_UP,
  );
  registerCodeRoutes(handle, services);
  registerLinkRoutes(handle, services);
  registerQueryRoutes(handle, services);
}

/** Pages on which visitors find records. */
function registerQueryRoutes(handle: Handle, { publicQueries }: Services): void {
  handle(
    routes.publicQuery,
    ({ params, request }) => publicQueries.describe(params.slug, passwordIn(request.headers).password),
    VISITORS,
  );
  handle(routes.publicQueryChallenge, ({ params }) => publicQueries.challenge(params.slug), VISITORS);
  handle(
    routes.askPublicQuery,
    async ({ actor, params, body, request }) => ({
      found: await publicQueries.ask(actor, params.slug, { ...body, ...passwordIn(request.headers) }),
    }),
    LOOKING_UP,
  );
}

/** What looks into records: people need a few, programs that try out keys are stopped. */
const LOOKING_UP = { config: { rateLimit: { max: 20, timeWindow: "1 minute" } } };

/** The links of a form, for those who build it. */
function registerLinkRoutes(handle: Handle, { publicForms }: Services): void {
  handle(routes.countPublicLinks, async ({ params }) => {
    const counts = await publicForms.counts(params.app, params.form);
    return { counts: [...counts], redirectHosts: [...publicForms.redirectHosts] };
  });
  handle(routes.prefillPublicLink, ({ actor, params, body }) => {
    const { link, values, signed } = body;
    return { query: publicForms.prefill(actor, { ...params, link }, { values, signed }) };
  });
}

/** What is sent out costs money and annoys people. */
const CODES = { config: { rateLimit: { max: 10, timeWindow: "1 minute" } } };

/** Codes for visitors. */
function registerCodeRoutes(handle: Handle, { publicForms, senders }: Services): void {
  handle(
    routes.requestCode,
    async ({ actor, params, body, request }) => {
      const from = { peer: request.ip, ...passwordIn(request.headers) };
      await publicForms.requestCode(actor, params.slug, { ...body, ...from });
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

function passwordIn(headers: IncomingHttpHeaders): { readonly password?: string } {
  const password = textInHeader(headers[FORM_PASSWORD_HEADER]);
  return password === undefined ? {} : { password };
}

/** What opens a form to a visitor, and what their link fills in. */
function keysOf(headers: IncomingHttpHeaders): VisitorKeys {
  const prefill = headers[PREFILL_HEADER];
  return { ...passwordIn(headers), ...(typeof prefill === "string" ? { prefill } : {}) };
}
