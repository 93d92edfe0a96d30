import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { SortKey } from "@mortise/metadata";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { DrillTarget } from "../model/drill.ts";

const PAGE = 50;

/** The rows behind a figure, page by page, with their exact count. */
export function useRowsBehind(app: string, target: DrillTarget | undefined, sort?: readonly SortKey[]) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [
      "records",
      app,
      target?.entity ?? "",
      "drill",
      target?.filter ?? null,
      target?.reached ?? null,
      sort ?? null,
    ],
    enabled: target !== undefined,
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      api.call(
        routes.queryRecords,
        {
          params: { app, entity: target?.entity ?? "" },
          body: {
            limit: PAGE,
            ...(sort ? { sort: [...sort] } : {}),
            ...(target?.filter === undefined ? {} : { filter: target.filter }),
            ...(target?.reached ? { reached: target.reached } : {}),
            ...(pageParam === "" ? { count: "exact" as const } : { after: pageParam }),
          },
        },
        { signal },
      ),
    getNextPageParam: (page) => page.next,
  });
}
