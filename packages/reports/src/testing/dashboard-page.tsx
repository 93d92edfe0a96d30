import { type ApiClient, type ChartPoint, type Route, routes } from "@mortise/contract";
import { ApiProvider } from "@mortise/contract/react";
import { type FieldServices, FieldServicesProvider } from "@mortise/fields/react";
import { sameText } from "@mortise/kit";
import type { DashboardCard } from "@mortise/metadata";
import { UiProvider } from "@mortise/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";

/** A server that knows one answer per card and one list of rows. */
export interface FakeServer {
  readonly client: ApiClient;
  /** Bodies of the calls so far, by path. */
  readonly calls: readonly { readonly path: string; readonly body: unknown }[];
}

/** Makes a server that answers cards with the given points. */
export function aServer(pointsOf: (card: DashboardCard) => readonly ChartPoint[]): FakeServer {
  const calls: { path: string; body: unknown }[] = [];
  const call = (route: Route, input: { readonly body?: unknown }): Promise<unknown> => {
    calls.push({ path: route.path, body: input.body });
    if (route.path === routes.cardData.path) {
      const { card } = input.body as { readonly card: DashboardCard }; // what the view sent
      const measures = card.measures.map(({ id, name }) => ({ id, name: name ?? sameText(id) }));
      return Promise.resolve({
        points: pointsOf(card),
        measures,
        truncated: false,
        asOf: "2026-11-22T01:30:00Z",
      });
    }
    const items = [
      { id: "0193a1b2-0000-7000-8000-000000000001", revision: 1, name: "青岛海尔", source: "website" },
    ];
    return Promise.resolve({ items, count: { value: 1, capped: false }, labels: {} });
  };
  // A stand-in: the views only call.
  return { client: { call, url: () => "" } as unknown as ApiClient, calls };
}

/** What field components ask for in tests. */
export function fieldServices(openRecord?: FieldServices["openRecord"]): FieldServices {
  return {
    locale: "zh",
    timeZone: "Asia/Shanghai",
    label: () => undefined,
    searchUsers: () => Promise.resolve([]),
    searchTeams: () => Promise.resolve([]),
    searchRecords: () => Promise.resolve([]),
    upload: () => Promise.reject(new TypeError("no uploads here")),
    entity: () => undefined,
    ...(openRecord ? { openRecord } : {}),
  };
}

/** Everything that stands above a dashboard in the product. */
export function Page({
  server,
  services = fieldServices(),
  children,
}: {
  readonly server: FakeServer;
  readonly services?: FieldServices;
  readonly children: ReactNode;
}) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return (
    <ApiProvider client={server.client}>
      <QueryClientProvider client={queries}>
        <UiProvider locale="zh" timeZone="Asia/Shanghai">
          <FieldServicesProvider services={services}>{children}</FieldServicesProvider>
        </UiProvider>
      </QueryClientProvider>
    </ApiProvider>
  );
}
