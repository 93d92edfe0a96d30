import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { RoleDocument } from "@mortise/metadata";
import { useQueries, useQuery } from "@tanstack/react-query";
import { keys } from "../session/query-keys.ts";

/** A person as administrators see them. */
export type Account = RouteOutput<typeof routes.listAccounts>["items"][number];

/** A team of the tree. */
export type Team = RouteOutput<typeof routes.listTeams>["items"][number];

/** An app with the roles of its current release. */
export interface AppRoles {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly roles: readonly RoleDocument[];
}

/** All people. */
export function useAccounts() {
  const api = useApi();
  return useQuery({
    queryKey: keys.accounts,
    queryFn: () => api.call(routes.listAccounts, {}),
    select: (answer) => answer.items,
  });
}

/** All teams. */
export function useTeams() {
  const api = useApi();
  return useQuery({
    queryKey: keys.teams,
    queryFn: () => api.call(routes.listTeams, {}),
    select: (answer) => answer.items,
  });
}

/** Every app with its roles, as far as they are loaded. */
export function useAppRoles(): readonly AppRoles[] {
  const api = useApi();
  const apps = useQuery({ queryKey: keys.apps, queryFn: () => api.call(routes.listApps, {}) });
  const items = apps.data?.items ?? [];
  const models = useQueries({
    queries: items.map((app) => ({
      queryKey: keys.app(app.id),
      queryFn: () => api.call(routes.getApp, { params: { app: app.id } }),
    })),
  });
  return items.map((app, index) => ({
    id: app.id,
    name: app.name,
    roles: (models[index]?.data?.documents ?? []).filter(
      (document): document is RoleDocument => document.kind === "role",
    ),
  }));
}
