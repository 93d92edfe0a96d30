import { createClient } from "@mortise/contract";
import { ApiProvider } from "@mortise/contract/react";
import { UiProvider } from "@mortise/ui";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { RouterProvider } from "react-router";
import { createRoutes } from "./routes.tsx";
import { useLocaleStore } from "./session/locale-store.ts";
import { makeQueryClient } from "./session/query-client.ts";

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
