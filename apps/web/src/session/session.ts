import { ApiError, type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { useQuery } from "@tanstack/react-query";
import { keys } from "./query-keys.ts";

/** The signed-in person. */
export type Me = RouteOutput<typeof routes.me>;

/** Who is signed in: `null` for nobody, undefined while that is not known yet. */
export function useSession(): { readonly me: Me | null | undefined; readonly error: Error | null } {
  const api = useApi();
  const query = useQuery({
    queryKey: keys.me,
    queryFn: async () => {
      try {
        return await api.call(routes.me, {});
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
  return { me: query.data, error: query.error };
}
