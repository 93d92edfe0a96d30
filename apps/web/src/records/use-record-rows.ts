import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import type { SortKey } from "@mortise/metadata";
import { type PagePlace, usePagedRows } from "@mortise/ui";
import { useEffect, useRef } from "react";
import { useAppModel } from "../app/app-model.ts";
import { useRecordsVersion } from "../live/live-versions.ts";
import { useLabelBook } from "./labels.ts";
import { useRightsBook } from "./record-rights.ts";

const PAGE_SIZE = 100;
/** The most rows that one query may skip, by the contract. */
const FARTHEST = 200_000;

/** Which records a list shows. */
export interface RowsQuery {
  readonly entity: string;
  readonly fields: readonly string[];
  readonly filter: Expression | undefined;
  readonly search: string;
  readonly sort: readonly SortKey[] | undefined;
  readonly state: "live" | "deleted";
  /** The moment whose records are shown; undefined for now. */
  readonly asOf?: string | undefined;
}

/**
 * The rows of a list, read page by page as they come into sight, and read again when they change on the server. While
 * nobody wants them nothing is read.
 */
export function useRecordRows(query: RowsQuery, isWanted = true) {
  const { id: app } = useAppModel();
  const { entity, fields, filter, search, sort, state, asOf } = query;
  const key = canonicalJson([app, entity, fields, filter ?? null, search, sort ?? null, state, asOf ?? null]);
  const { rows, state: loaded } = usePagedRows<RecordData>(key, useLoader(app, query), {
    pageSize: PAGE_SIZE,
    isWanted,
  });
  const version = useRecordsVersion(app, entity);
  const seen = useRef(version);
  useEffect(() => {
    if (!isWanted || seen.current === version) return;
    seen.current = version;
    rows.refresh();
  }, [rows, version, isWanted]);
  return { rows, loaded, key };
}

function useLoader(app: string, { entity, fields, filter, search, sort, state, asOf }: RowsQuery) {
  const api = useApi();
  const labels = useLabelBook();
  const rights = useRightsBook();
  const params = { app, entity };
  const selection = {
    state,
    ...(filter === undefined ? {} : { filter }),
    // The keyword index is of today.
    ...(search && asOf === undefined ? { search } : {}),
    ...(asOf === undefined ? {} : { asOf }),
  };
  return {
    farthest: FARTHEST,
    page: async ({ after, offset }: PagePlace, signal: AbortSignal) => {
      const isFirst = after === undefined && offset === 0;
      const body = {
        ...selection,
        fields: [...fields],
        limit: PAGE_SIZE,
        ...(sort ? { sort: [...sort] } : {}),
        ...(isFirst ? { count: "capped" as const } : {}),
        ...(after === undefined ? {} : { after }),
        ...(offset === 0 ? {} : { offset }),
      };
      const page = await api.call(routes.queryRecords, { params, body }, { signal });
      labels.add(page.labels);
      rights.add(page);
      return page;
    },
    count: async (signal: AbortSignal) => {
      const body = { ...selection, fields: ["id"], limit: 1, count: "exact" as const };
      const { count } = await api.call(routes.queryRecords, { params, body }, { signal });
      return count?.value ?? 0;
    },
  };
}
