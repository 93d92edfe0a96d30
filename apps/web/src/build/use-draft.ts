import { outsideProvider } from "@mortise/kit";
import { type ApiClient, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fieldCatalog } from "@mortise/fields";
import { Catalog, type DefinitionDocument } from "@mortise/metadata";
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import { onDraftNews } from "../live/draft-news.ts";
import { keys } from "../session/query-keys.ts";
import { DraftSession, type DraftState, type DraftStore } from "./draft-session.ts";

/** The draft of the open app, for every page of the build side. */
export interface Draft extends DraftState {
  readonly session: DraftSession;
  readonly catalog: Catalog;
}

/** Holds the draft's session; filled by the frame of the build side. The same while documents change, so that only what looks at them is drawn again. */
export const DraftContext = createContext<DraftSession | undefined>(undefined);

/** The draft being edited. Only below the build side's frame. */
export function useDraft(): Draft {
  const session = useContext(DraftContext);
  if (!session) throw outsideProvider({ part: "useDraft", provider: "DraftContext" });
  const state = useSyncExternalStore(session.subscribe, session.state);
  return useMemo(
    () => ({ ...state, session, catalog: catalogOf(session, state.documents) }),
    [state, session],
  );
}

const catalogs = new WeakMap<DraftSession, { documents: readonly DefinitionDocument[]; catalog: Catalog }>();

/** The catalog of a draft; its entities stay the very same while only other documents change. */
function catalogOf(session: DraftSession, documents: readonly DefinitionDocument[]): Catalog {
  const known = catalogs.get(session);
  if (known?.documents === documents) return known.catalog;
  const catalog = new Catalog(documents, fieldCatalog, known?.catalog);
  catalogs.set(session, { documents, catalog });
  return catalog;
}

function draftStore(api: ApiClient, app: string): DraftStore {
  const params = { app };
  return {
    load: () => api.call(routes.getDraft, { params }),
    save: (documents) => api.call(routes.saveDraft, { params, body: { documents: [...documents] } }),
    remove: (kind, id) => api.call(routes.deleteDraft, { params: { app, kind, id } }),
  };
}

/** Loads the draft once and keeps it for as long as the build side is open; `reload` starts it afresh. */
export function useDraftSession(app: string) {
  const api = useApi();
  const query = useQuery({
    queryKey: keys.draft(app),
    queryFn: () => api.call(routes.getDraft, { params: { app } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const session = useMemo(
    () => (query.data ? new DraftSession(query.data, draftStore(api, app)) : undefined),
    [query.data, api, app],
  );
  useEffect(() => {
    if (!session) return undefined;
    const warn = (event: BeforeUnloadEvent) => {
      if (!session.unsaved) return;
      void session.flush();
      event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      void session.flush();
    };
  }, [session]);
  useEffect(
    () => session && onDraftNews(app, (news) => void session.refresh(news === "all" ? undefined : news)),
    [session, app],
  );
  return { session, error: query.error, reload: () => void query.refetch() };
}
