import { ApiError, createClient } from "@mortise/contract";
import { ApiProvider } from "@mortise/contract/react";
import { UiProvider } from "@mortise/ui";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { RouterProvider } from "react-router";
import { createRoutes } from "./routes.tsx";
import { useLocaleStore } from "./session/locale-store.ts";
import { keys } from "./session/query-keys.ts";

/** Refusals are answers; only a lost connection is worth another try. */
function retry(failures: number, error: Error): boolean {
  return error instanceof ApiError && error.status === 0 && failures < 3;
}

function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const signedOut = error instanceof ApiError && error.status === 401;
        if (signedOut && query.queryKey[0] !== keys.me[0])
          void client.invalidateQueries({ queryKey: keys.me });
      },
    }),
    defaultOptions: {
      queries: { retry, staleTime: 30_000, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
  return client;
}

/** The whole product in the browser. */
export function WebApp() {
  const locale = useLocaleStore((state) => state.locale);
  const timeZone = useLocaleStore((state) => state.timeZone);
  const setLocale = useLocaleStore((state) => state.setLocale);
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(() => createClient({ locale: () => useLocaleStore.getState().locale }));
  const [router] = useState(createRoutes);
  return (
    <ApiProvider client={client}>
      <QueryClientProvider client={queryClient}>
        <UiProvider locale={locale} timeZone={timeZone} onLocaleChange={setLocale}>
          <RouterProvider router={router} />
        </UiProvider>
      </QueryClientProvider>
    </ApiProvider>
  );
}
