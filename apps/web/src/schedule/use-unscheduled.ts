import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook } from "../records/labels.ts";
import { allOf } from "../records/list-state.ts";
import { useRightsBook } from "../records/record-rights.ts";
import { keys } from "../session/query-keys.ts";
import type { ScheduleDates } from "./schedule-dates.ts";

const PAGE_SIZE = 50;

/** Which records of a calendar or gantt chart are asked for. */
interface UnscheduledQuery {
  readonly entity: string;
  readonly dates: ScheduleDates;
  readonly fields: readonly string[];
  readonly filter: Expression | undefined;
  readonly search: string;
}

/** The records of the list that have no date yet, the newest first, page by page; the first page tells how many there are. */
export function useUnscheduled({ entity, dates, fields, filter, search }: UnscheduledQuery) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  const rights = useRightsBook();
  const condition = allOf(filter, { empty: [{ var: dates.start.id }] });
  const asked = [...new Set(fields)];
  return useInfiniteQuery({
    queryKey: keys.list(app, entity, "unscheduled", condition ?? null, search, asked),
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }) => {
      const page = await api.call(
        routes.queryRecords,
        {
          params: { app, entity },
          body: {
            fields: asked,
            limit: PAGE_SIZE,
            ...(condition === undefined ? {} : { filter: condition }),
            ...(search ? { search } : {}),
            ...(pageParam ? { after: pageParam } : { count: "capped" as const }),
          },
        },
        { signal },
      );
      labels.add(page.labels);
      rights.add(page);
      return page;
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}
