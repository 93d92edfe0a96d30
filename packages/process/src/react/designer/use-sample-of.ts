import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Value } from "@mortise/expression";
import { fieldCatalog, findFieldType } from "@mortise/fields";
import { useFieldContext, useFieldServices } from "@mortise/fields/react";
import type { Catalog, FieldDefinition, FlowDocument } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { FlowVariables } from "../../model/flow-variables.ts";
import { readVariable } from "../../model/variable-path.ts";
import type { Sample, TestRun } from "./sample.ts";

const PREFIX = "mortise.flow-sample.";
/** Records behind results of steps that are looked at. */
const MOST_RECORDS = 8;

type Values = Readonly<Record<string, Value>>;

/** The example of one flow: remembered in this browser, read as the person may see it. */
export function useSampleOf(flow: FlowDocument, catalog: Catalog): Sample {
  const [record, setRecord] = useRemembered(flow.id);
  const [wantsResults, setWantsResults] = useState(false);
  const own = useRecords(record === null ? [] : [{ entity: flow.entity, id: record }]).get(record ?? "");
  const { results, take } = useResults({ flow, catalog, record, isWanted: wantsResults });
  const variables = useMemo(() => new FlowVariables(flow, catalog), [flow, catalog]);
  const behind = useRecords(foundRecords(variables, results));
  const context = useFieldContext();
  const localize = useLocalize();
  return useMemo(() => {
    const valueOf = (path: string): Value => {
      const variable = readVariable(path);
      if (!variable) return own?.[path] ?? null;
      const result = results[`$${variable.key}`] ?? null;
      const [field] = variable.rest;
      if (field === undefined) return result;
      return typeof result === "string" ? (behind.get(result)?.[field] ?? null) : null;
    };
    const textOf = (field: FieldDefinition): string | undefined => {
      const value = valueOf(field.id);
      if (value === null || value === "") return undefined;
      const known = typeof value === "string" ? behind.get(value) : undefined;
      if (known) return titleOf(known, catalog, fieldCatalog.targetEntity(field));
      return findFieldType(field.type)?.toText(value, field, context) || undefined;
    };
    return {
      record,
      choose: setRecord,
      textOf,
      take,
      wantResults: () => setWantsResults(true),
      given: (node) =>
        variables.of(node).flatMap(({ field }) => {
          const value = textOf(field);
          return value === undefined ? [] : [{ name: lastPart(localize(field.name)), value }];
        }),
    };
  }, [own, results, behind, catalog, context, record, setRecord, take, variables, localize]);
}

/** What a record is called: nobody has given its name out yet. */
function titleOf(values: Values, catalog: Catalog, entity: string | undefined): string | undefined {
  const field = entity === undefined ? undefined : catalog.find("entity", entity)?.titleField;
  const title = field === undefined ? null : values[field];
  return typeof title === "string" ? title : undefined;
}

/** Results are called by their step and by what they are. */
function lastPart(name: string): string {
  return name.split(" · ").at(-1) ?? name;
}

function useRemembered(flow: string): readonly [string | null, (record: string | null) => void] {
  const key = `${PREFIX}${flow}`;
  const [record, setRecord] = useState(() => {
    try {
      return window.localStorage.getItem(key);
    } catch {
      return null;
    }
  });
  const remember = useMemo(
    () =>
      (next: string | null): void => {
        setRecord(next);
        try {
          if (next === null) window.localStorage.removeItem(key);
          else window.localStorage.setItem(key, next);
        } catch {
          // A full or forbidden storage costs the choice the next time, nothing else.
        }
      },
    [key],
  );
  return [record, remember];
}

interface RecordPlace {
  readonly entity: string;
  readonly id: string;
}

/** Records by id, as far as they could be read. */
function useRecords(places: readonly RecordPlace[]): ReadonlyMap<string, Values> {
  const { readRecord } = useFieldServices();
  const answers = useQueries({
    queries: places.map(({ entity, id }) => ({
      queryKey: ["flow-sample", entity, id],
      queryFn: async () => (await readRecord?.(entity, id)) ?? null,
      enabled: readRecord !== undefined,
    })),
    combine: (all) => all.map(({ data }) => data),
  });
  const key = places.map(({ id }) => id).join(" ");
  return useMemo(
    () =>
      new Map(key.split(" ").flatMap((id, index) => (answers[index] ? [[id, answers[index]] as const] : []))),
    [key, answers],
  );
}

interface ResultSources {
  readonly flow: FlowDocument;
  readonly catalog: Catalog;
  readonly record: string | null;
  readonly isWanted: boolean;
}

const NO_RESULTS: TestRun["results"] = {};

/** What steps left in the last test run with the example; without one, it is played once when somebody wants to know. */
function useResults({ flow, catalog, record, isWanted }: ResultSources) {
  const api = useApi();
  const queryClient = useQueryClient();
  const app = catalog.all("app")[0]?.id ?? "";
  const queryKey = useMemo(() => ["flow-sample-run", app, flow.id, record], [app, flow.id, record]);
  const { data } = useQuery({
    queryKey,
    queryFn: () => api.call(routes.rehearseFlow, { params: { app }, body: { flow, record: record ?? "" } }),
    enabled: isWanted && record !== null,
    staleTime: Infinity,
    // A draft that cannot run yet has no results; nobody needs to be told here.
    retry: false,
  });
  const take = useMemo(
    () => (run: TestRun) => void queryClient.setQueryData(queryKey, run),
    [queryClient, queryKey],
  );
  return { results: data?.results ?? NO_RESULTS, take };
}

/** The records that results of steps are. */
function foundRecords(variables: FlowVariables, results: TestRun["results"]): readonly RecordPlace[] {
  const places = Object.entries(results).flatMap(([path, value]) => {
    const field = variables.find(path)?.field;
    const entity = field && fieldCatalog.targetEntity(field);
    const isRecord = field !== undefined && fieldCatalog.kindOf(field) === "reference";
    return isRecord && entity !== undefined && typeof value === "string" ? [{ entity, id: value }] : [];
  });
  return places.slice(0, MOST_RECORDS);
}
