import { ApiError, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import type { SortKey } from "@mortise/metadata";
import { useQuery } from "@tanstack/react-query";
import { useAppModel } from "../app/app-model.ts";
import { keys } from "../session/query-keys.ts";

/** The list that a record was opened from. */
export interface ListOf {
  readonly entity: string;
  readonly filter: Expression | undefined;
  readonly search: string;
  readonly sort: readonly SortKey[] | undefined;
  readonly state: "live" | "deleted";
}

/** The records beside an opened one. */
export interface Neighbours {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly isPending: boolean;
}

/**
 * The records before and after one in the list it was opened from, however far down it stands and whether or not the list
 * has read it; undefined when it is not in the list.
 */
export function useNeighbours(list: ListOf | undefined, id: string | undefined): Neighbours | undefined {
  const api = useApi();
  const { id: app } = useAppModel();
  const answer = useQuery({
    queryKey: keys.list(app, list?.entity ?? "", "neighbours", canonicalJson([list ?? null, id ?? null])),
    enabled: list !== undefined && id !== undefined,
    queryFn: async ({ signal }) => {
      if (!list || !id) return null;
      const { entity, filter, search, sort, state } = list;
      const body = {
        around: id,
        limit: 3,
        fields: ["id"],
        state,
        ...(filter === undefined ? {} : { filter }),
        ...(search === "" ? {} : { search }),
        ...(sort === undefined ? {} : { sort: [...sort] }),
      };
      try {
        const { items } = await api.call(routes.queryRecords, { params: { app, entity }, body }, { signal });
        const place = items.findIndex((item) => item.id === id);
        return { previous: items[place - 1]?.id, next: items[place + 1]?.id };
      } catch (error) {
        // A record of another list, or one that has left this one.
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
  });
  if (answer.isError || answer.data === null || list === undefined || id === undefined) return undefined;
  return { previous: answer.data?.previous, next: answer.data?.next, isPending: answer.isPending };
}
