import { ApiError, type ApiClient, type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import type { Expression } from "@mortise/expression";
import { type FieldServices, FieldServicesProvider } from "@mortise/fields/react";
import { useLocale, useTimeZone } from "@mortise/ui";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { LabelBook, LabelsContext } from "../records/labels.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { useWorkCalendar } from "../session/use-work-calendar.ts";
import { keys } from "../session/query-keys.ts";
import { type AppModel, useAppModel } from "./app-model.ts";

const OFFERED = 20;

/** Gives field editors and cells below it their people, teams, records and files. */
export function RecordServices({ children }: { readonly children: ReactNode }) {
  const api = useApi();
  const model = useAppModel();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const navigate = useNavigate();
  const [labels] = useState(() => new LabelBook());
  // At hand by the time a form opens.
  useWorkCalendar();
  const directory = useQuery({
    queryKey: keys.directory,
    queryFn: () => api.call(routes.directory, { query: {} }),
    staleTime: 5 * 60_000,
  }).data;
  useEffect(() => {
    for (const each of [...(directory?.users ?? []), ...(directory?.teams ?? [])])
      labels.add({ [each.id]: each.name });
  }, [directory, labels]);
  const services = useMemo<FieldServices>(
    () => ({
      locale,
      timeZone,
      label: labels.find,
      entity: (id) => model.catalog.find("entity", id),
      openRecord: (entity, id) => void navigate(`/a/${model.id}/e/${entity}/${id}`),
      searchUsers: async (q) => {
        const { users } = await api.call(routes.directory, { query: q ? { q } : {} });
        return users.filter((user) => user.active).map((user) => ({ id: user.id, label: user.name }));
      },
      searchTeams: async (q) => {
        const { teams } = await api.call(routes.directory, { query: q ? { q } : {} });
        return teams.map((team) => ({ id: team.id, label: team.name }));
      },
      searchRecords: (entity, q, filter) =>
        searchRecords(
          { api, model, labels, context: textContext(locale, timeZone, labels.find) },
          { entity, q, filter },
        ),
      loadTree: async (target) => {
        if (target === "team") {
          const { teams } = await api.call(routes.directory, { query: {} });
          return teams.map(({ id, name, parent }) => ({ id, label: name, parent }));
        }
        return loadRecordTree(
          { api, model, labels, context: textContext(locale, timeZone, labels.find) },
          target,
        );
      },
      upload: (file) => uploadFile(api, file),
      fileUrl: (file) => api.url(routes.downloadFile, { params: { id: file.id }, query: undefined }),
    }),
    // `directory` is named so that names that arrive late are drawn.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [api, model, locale, timeZone, labels, navigate, directory],
  );
  return (
    <LabelsContext value={labels}>
      <FieldServicesProvider services={services}>{children}</FieldServicesProvider>
    </LabelsContext>
  );
}

interface SearchPlace {
  readonly api: ApiClient;
  readonly model: AppModel;
  readonly labels: LabelBook;
  readonly context: ReturnType<typeof textContext>;
}

interface RecordSearch {
  readonly entity: string;
  readonly q: string;
  readonly filter: Expression | undefined;
}

async function searchRecords(
  { api, model, labels, context }: SearchPlace,
  { entity: id, q, filter }: RecordSearch,
) {
  const entity = model.catalog.find("entity", id);
  if (!entity) return [];
  const page = await api.call(routes.queryRecords, {
    params: { app: model.id, entity: id },
    body: {
      fields: [entity.titleField],
      limit: OFFERED,
      ...(q ? { search: q } : {}),
      ...(filter ? { filter } : {}),
    },
  });
  labels.add(page.labels);
  const found = page.items.map((record) => ({ id: record.id, label: recordTitle(entity, record, context) }));
  labels.add(Object.fromEntries(found.map((each) => [each.id, each.label])));
  return found;
}

/** So many pages of a tree are shown; larger ones are searched. */
const TREE_PAGES = 4;
const TREE_PAGE = 500;

async function loadRecordTree({ api, model, labels, context }: SearchPlace, id: string) {
  const entity = model.catalog.find("entity", id);
  const up = model.catalog.treeField(id)?.id;
  if (!entity || up === undefined) return undefined;
  const records: RecordData[] = [];
  let after: string | undefined;
  for (let pages = 0; pages === 0 || after !== undefined; pages += 1) {
    if (pages === TREE_PAGES) return undefined;
    const page = await api.call(routes.queryRecords, {
      params: { app: model.id, entity: id },
      body: { fields: [entity.titleField, up], limit: TREE_PAGE, ...(after === undefined ? {} : { after }) },
    });
    labels.add(page.labels);
    records.push(...page.items);
    after = page.next;
  }
  const nodes = records.map((record) => {
    const parent = record[up];
    const label = recordTitle(entity, record, context);
    return { id: record.id, label, parent: typeof parent === "string" ? parent : null };
  });
  labels.add(Object.fromEntries(nodes.map((node) => [node.id, node.label])));
  return nodes.toSorted((a, b) => a.label.localeCompare(b.label, context.locale));
}

async function uploadFile(api: ApiClient, file: File) {
  try {
    return await api.call(routes.uploadFile, {}, { file });
  } catch (error) {
    if (error instanceof ApiError && error.body.details[0])
      throw new ApiError(error.status, { ...error.body, message: error.body.details[0].message });
    throw error;
  }
}
