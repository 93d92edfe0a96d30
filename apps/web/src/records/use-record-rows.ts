import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import type { SortKey } from "@mortise/metadata";
import { usePagedRows } from "@mortise/ui";
import { useEffect, useRef } from "react";
import { useAppModel } from "../app/app-model.ts";
import { useRecordsVersion } from "../live/live-versions.ts";
import { useLabelBook } from "./labels.ts";
import { useRightsBook } from "./record-rights.ts";

const PAGE_SIZE = 100;

/** Which records a list shows. */
export interface RowsQuery {
  readonly entity: string;
  readonly fields: readonly string[];
  readonly filter: Expression | undefined;
  readonly search: string;
  readonly sort: readonly SortKey[] | undefined;
  readonly state: "live" | "deleted";
}

/** The rows of a list, read page by page as they come into sight, and read again when they change on the server. */
export function useRecordRows(query: RowsQuery) {
  const api = useApi();
  const { id: app } = useAppModel();
  const { entity, fields, filter, search, sort, state } = query;
  const key = canonicalJson([app, entity, fields, filter ?? null, search, sort ?? null, state]);
  const labels = useLabelBook();
  const rights = useRightsBook();
  const load = async (after: string | undefined) => {
    const page = await api.call(routes.queryRecords, {
      params: { app, entity },
      body: {
        fields: [...fields],
        limit: PAGE_SIZE,
        state,
        ...(filter === undefined ? {} : { filter }),
        ...(search ? { search } : {}),
        ...(sort ? { sort: [...sort] } : {}),
        ...(after === undefined ? { count: "capped" as const } : { after }),
      },
    });
    labels.add(page.labels);
    rights.add(page);
    return page;
  };
  const { rows, state: loaded } = usePagedRows<RecordData>(key, load, PAGE_SIZE);
  const version = useRecordsVersion(app, entity);
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    rows.refresh();
  }, [rows, version]);
  return { rows, loaded, key };
}
