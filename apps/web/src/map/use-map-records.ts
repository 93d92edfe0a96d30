import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useAppModel } from "../app/app-model.ts";
import { useLabelBook } from "../records/labels.ts";
import { useRightsBook } from "../records/record-rights.ts";
import { keys } from "../session/query-keys.ts";

const PAGE_SIZE = 500;
/** More than these nobody tells apart on one map. */
export const MOST_ON_MAP = 5000;

/** Which records a map shows. */
interface MapQuery {
  readonly entity: string;
  readonly fields: readonly string[];
  readonly filter: Expression | undefined;
  readonly search: string;
}

/** The records of a list for its map, up to a limit; read again when they change on the server. */
export function useMapRecords({ entity, fields, filter, search }: MapQuery) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  const rights = useRightsBook();
  const asked = [...new Set(fields)].toSorted();
  return useQuery({
    queryKey: keys.list(app, entity, "map", filter ?? null, search, asked),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const records: RecordData[] = [];
      let after: string | undefined;
      do {
        const page: Awaited<ReturnType<typeof read>> = await read(after, signal);
        labels.add(page.labels);
        rights.add(page);
        records.push(...page.items);
        after = page.next ?? undefined;
      } while (after !== undefined && records.length < MOST_ON_MAP);
      return { records, isCut: after !== undefined };
    },
  });

  function read(after: string | undefined, signal: AbortSignal) {
    const body = {
      fields: asked,
      limit: PAGE_SIZE,
      ...(filter === undefined ? {} : { filter }),
      ...(search ? { search } : {}),
      ...(after === undefined ? {} : { after }),
    };
    return api.call(routes.queryRecords, { params: { app, entity }, body }, { signal });
  }
}
