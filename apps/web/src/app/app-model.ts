import { outsideProvider } from "@mortise/kit";
import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fieldCatalog } from "@mortise/fields";
import { Catalog } from "@mortise/metadata";
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { keys } from "../session/query-keys.ts";

/** The server's answer about an app: its documents as far as the person may see them, and what the person may do. */
export type AppAnswer = RouteOutput<typeof routes.getApp>;

const catalogs = new WeakMap<object, Catalog>();

/** The documents of an answer by kind and id; made once for each answer. */
export function catalogOf({ documents }: Pick<AppAnswer, "documents">): Catalog {
  const known = catalogs.get(documents) ?? new Catalog(documents, fieldCatalog);
  catalogs.set(documents, known);
  return known;
}

/** What the person may do with the records of one entity. */
export type EntityPermission = AppAnswer["permissions"][string];

/** The current release of the open app, as far as the person may see it. */
export interface AppModel {
  readonly id: string;
  readonly release: number;
  readonly catalog: Catalog;
  readonly builder: boolean;
  /** What the person may do with runs of flows; null for nothing. */
  readonly runs: AppAnswer["runs"];
  /** Whether the person may read the ledger of shares. */
  readonly ledger: boolean;
  readonly permission: (entity: string) => EntityPermission;
}

const NOTHING: EntityPermission = {
  create: false,
  read: false,
  update: false,
  delete: false,
  import: false,
  export: false,
  purge: false,
  claim: false,
  assign: false,
  fields: {},
  limited: [],
  reveal: [],
};

/** Makes the model from the server's answer. */
export function appModel(id: string, answer: AppAnswer): AppModel {
  return {
    id,
    release: answer.release,
    catalog: catalogOf(answer),
    builder: answer.builder,
    runs: answer.runs,
    ledger: answer.ledger,
    permission: (entity) => answer.permissions[entity] ?? NOTHING,
  };
}

/** Reads the app's current release; a release published meanwhile replaces it. */
export function useAppQuery(app: string) {
  const api = useApi();
  return useQuery({
    queryKey: keys.app(app),
    queryFn: () => api.call(routes.getApp, { params: { app } }),
    select: (answer) => appModel(app, answer),
    staleTime: 5 * 60_000,
  });
}

/** Holds the open app for everything on its pages. */
export const AppModelContext = createContext<AppModel | undefined>(undefined);

/** The open app. Only below a page of an app. */
export function useAppModel(): AppModel {
  const model = useContext(AppModelContext);
  if (!model) throw outsideProvider({ part: "useAppModel", provider: "AppModelContext" });
  return model;
}
