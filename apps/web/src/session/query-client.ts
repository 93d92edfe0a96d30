import { ApiError } from "@mortise/contract";
import { QueryCache, QueryClient } from "@tanstack/react-query";
import { keys } from "./query-keys.ts";

/** A lost connection, a server or database that is starting or has no hands free. */
const PASSING: ReadonlySet<number> = new Set([0, 502, 503, 504]);
const MOST_TRIES = 4;

/**
 * Refusals are answers. What passes is worth another try: a page that was told of a change would otherwise go on
 * showing what stood there before.
 */
export function isWorthAnotherTry(failures: number, error: Error): boolean {
  return error instanceof ApiError && PASSING.has(error.status) && failures < MOST_TRIES;
}

/** What the browser knows of the server. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const signedOut = error instanceof ApiError && error.status === 401;
        if (signedOut && query.queryKey[0] !== keys.me[0])
          void client.invalidateQueries({ queryKey: keys.me });
      },
    }),
    defaultOptions: {
      queries: { retry: isWorthAnotherTry, staleTime: 30_000, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
  return client;
}
