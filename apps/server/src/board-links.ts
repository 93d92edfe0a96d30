import type { Clock } from "@mortise/kit";
import { BoardLinks, createReportExports, type Reports } from "@mortise/reports/runtime";
import type { Actors, Store } from "@mortise/store";
import { isBuilder } from "./http/rights-in-app.ts";
import { entityPermissions, visibleDocuments } from "./routes/visible-documents.ts";

/** Public links of dashboards: builders share, with what they may see themselves. */
export function boardLinksOf(
  { store, clock, secret }: { readonly store: Store; readonly clock: Clock; readonly secret: string },
  { actors, reports }: { readonly actors: Actors; readonly reports: Reports },
): BoardLinks {
  return new BoardLinks({
    store,
    reports,
    secret,
    clock,
    exports: createReportExports({ store, reports, clock }),
    actorOf: (account) => actors.ofAccount(account),
    mayShare: (actor, app) => isBuilder(actor, app, { store }),
    visibleTo: (actor, app) => {
      const { catalog } = store.releases.current(app);
      return visibleDocuments(catalog, entityPermissions(store, actor, app), false);
    },
  });
}
