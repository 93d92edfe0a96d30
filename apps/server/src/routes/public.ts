import { routes } from "@mortise/contract";
import type { Handle } from "../http/handle.ts";
import type { Services } from "../services.ts";

const VISITORS = { config: { rateLimit: { max: 60, timeWindow: "1 minute" } } };

/** Public forms. */
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
}
