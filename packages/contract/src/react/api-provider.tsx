import { outsideProvider } from "@mortise/kit";
import { createContext, type ReactNode, useContext } from "react";
import type { ApiClient } from "../client.ts";

const ApiContext = createContext<ApiClient | undefined>(undefined);

/** Hands the API client to everything below. */
export function ApiProvider({
  client,
  children,
}: {
  readonly client: ApiClient;
  readonly children: ReactNode;
}) {
  return <ApiContext value={client}>{children}</ApiContext>;
}

/** The API client of the surrounding provider. */
export function useApi(): ApiClient {
  const client = useContext(ApiContext);
  if (!client) throw outsideProvider({ part: "useApi", provider: "ApiProvider" });
  return client;
}
