import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import type { SortKey } from "@mortise/metadata";
import { useTimeZone } from "@mortise/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook } from "../records/labels.ts";
import { allOf } from "../records/list-state.ts";
import { useRightsBook } from "../records/record-rights.ts";
import { keys } from "../session/query-keys.ts";
import type { DayWindow } from "./days.ts";
import type { ScheduleDates } from "./schedule-dates.ts";
import { inWindow } from "./window-filter.ts";

const PAGE_SIZE = 500;
const MOST_RECORDS = 2000;

/** Which records a calendar or gantt chart shows. */
interface WindowQuery {
  readonly entity: string;
  readonly dates: ScheduleDates;
  readonly window: DayWindow;
  readonly fields: readonly string[];
  readonly filter: Expression | undefined;
  readonly search: string;
}

/** The records of a window of days, and nothing outside it; read again when they change on the server. */
export function useWindowRecords({ entity, dates, window, fields, filter, search }: WindowQuery) {
  const api = useApi();
  const { id: app } = useAppModel();
  const zone = useTimeZone();
  const labels = useLabelBook();
  const rights = useRightsBook();
  const condition = allOf(filter, inWindow(dates, window, zone));
  const asked = [...new Set(fields)];
  const sort: SortKey[] = [{ field: dates.start.id }];
  return useQuery({
    queryKey: keys.list(app, entity, "window", condition ?? null, search, asked),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const records: RecordData[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof read>> = await read(after, signal);
        labels.add(page.labels);
        rights.add(page);
        records.push(...page.items);
        after = page.next ?? null;
      } while (after !== null && records.length < MOST_RECORDS);
      return { records, isCut: after !== null };
    },
  });

  function read(after: string | null, signal: AbortSignal) {
    const body = {
      fields: asked,
      limit: PAGE_SIZE,
      sort,
      ...(condition === undefined ? {} : { filter: condition }),
      ...(search ? { search } : {}),
      ...(after === null ? {} : { after }),
    };
    return api.call(routes.queryRecords, { params: { app, entity }, body }, { signal });
  }
}
