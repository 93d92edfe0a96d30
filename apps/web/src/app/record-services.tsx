import { ApiError, type ApiClient, type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { type FieldServices, FieldServicesProvider } from "@mortise/fields/react";
import { useLocale, useTimeZone } from "@mortise/ui";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { EditHistories, EditHistoriesContext } from "../records/edit-history.ts";
import { LabelBook, LabelsContext } from "../records/labels.ts";
import { textContext } from "../records/record-title.ts";
import { useWorkCalendar } from "../session/use-work-calendar.ts";
import { keys } from "../session/query-keys.ts";
import { useSession } from "../session/session.ts";
import { useAppModel } from "./app-model.ts";
import { teamsWithin } from "./teams-within.ts";
import { valuesInUse } from "./values-in-use.ts";
import { RecentChoices } from "./recent-choices.ts";
import { choiceOf, type ChoicePlace, findChoices } from "./record-choices.ts";
import { findByKey } from "./find-by-key.ts";
import { findTreeChoices, loadRecordTree } from "./tree-choices.ts";
import { useNewRecords } from "./use-new-records.tsx";

/** Gives field editors and cells below it their people, teams, records, files and what was written in them. */
export function RecordServices({ children }: { readonly children: ReactNode }) {
  const api = useApi();
  const model = useAppModel();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [labels] = useState(() => new LabelBook());
  const [histories] = useState(() => new EditHistories());
  const { me } = useSession();
  const person = me?.id ?? "";
  const recent = useMemo(() => new RecentChoices(person, model.id), [person, model.id]);
  const { ask, forms } = useNewRecords();
  // At hand by the time a form opens.
  const calendar = useWorkCalendar();
  const directory = useQuery(wholeDirectory(api)).data;
  useEffect(() => {
    for (const each of [...(directory?.users ?? []), ...(directory?.teams ?? [])])
      labels.add({ [each.id]: each.name });
  }, [directory, labels]);
  const services = useMemo<FieldServices>(() => {
    const ownTeams = me?.teams.map((team) => team.id) ?? [];
    const place = { api, model, labels, context: textContext(locale, timeZone, labels.find) };
    return {
      locale,
      timeZone,
      calendar,
      ...(me
        ? { user: { id: me.id, ownTeams, teams: [...(teamsWithin(directory?.teams ?? [], ownTeams) ?? [])] } }
        : {}),
      frameHosts: me?.frameHosts ?? [],
      label: labels.find,
      entity: (id) => model.catalog.find("entity", id),
      openRecord: (entity, id) => void navigate(`/a/${model.id}/e/${entity}/${id}`),
      recordUrl: (entity, id) => `${window.location.origin}/a/${model.id}/e/${entity}/${id}`,
      valuesInUse: (entity, field) => valuesInUse(api, { app: model.id, entity, field }),
      ...peopleServices(api, () => queryClient.fetchQuery(wholeDirectory(api))),
      ...recordChoices(place, recent, ask),
      ...formQuestions(place, () =>
        queryClient.refetchQueries({ queryKey: keys.app(model.id), exact: true }),
      ),
      upload: (file) => uploadFile(api, file),
      fileUrl: (file) => api.url(routes.downloadFile, { params: { id: file.id }, query: undefined }),
    };
    // `directory` is named so that names that arrive late are drawn.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [api, model, locale, timeZone, labels, navigate, queryClient, directory, recent, ask, me, calendar]);
  return (
    <LabelsContext value={labels}>
      <EditHistoriesContext value={histories}>
        <FieldServicesProvider services={services}>
          {children}
          {forms}
        </FieldServicesProvider>
      </EditHistoriesContext>
    </LabelsContext>
  );
}

type Services<Key extends keyof FieldServices> = Required<Pick<FieldServices, Key>>;

/** All people and teams, kept for a while. */
function wholeDirectory(api: ApiClient) {
  return queryOptions({
    queryKey: keys.directory,
    queryFn: () => api.call(routes.directory, { query: {} }),
    staleTime: 5 * 60_000,
  });
}

/** Finds people and teams by what was typed. */
function peopleServices(
  api: ApiClient,
  all: () => Promise<RouteOutput<typeof routes.directory>>,
): Services<"searchUsers" | "searchTeams"> {
  const find = (q: string) => api.call(routes.directory, { query: q ? { q } : {} });
  // A search answers some teams only: what lies below what is known from all of them.
  const inside = async (within: readonly string[] = []) =>
    within.length === 0 ? undefined : teamsWithin((await all()).teams, within);
  return {
    searchUsers: async (q, within) => {
      const [{ users }, allowed] = await Promise.all([find(q), inside(within)]);
      return users
        .filter((user) => user.active && (!allowed || user.teams.some((team) => allowed.has(team))))
        .map((user) => ({ id: user.id, label: user.name }));
    },
    searchTeams: async (q, within) => {
      const [{ teams }, allowed] = await Promise.all([find(q), inside(within)]);
      return teams
        .filter((team) => !allowed || allowed.has(team.id))
        .map((team) => ({ id: team.id, label: team.name }));
    },
  };
}

/** Finds records to choose from, in lists and in trees, and makes new ones. */
function recordChoices(
  place: ChoicePlace,
  recent: RecentChoices,
  ask: ReturnType<typeof useNewRecords>["ask"],
): Services<
  "searchRecords" | "findRecord" | "treeOf" | "noteChosen" | "mayCreate" | "createRecord" | "loadTree"
> {
  const { api, model } = place;
  return {
    searchRecords: (entity, typed, filter) =>
      findChoices(place, { entity, typed, filter, recent: recent.of(entity) }),
    findRecord: (entity, text) => findByKey(place, { entity, text }),
    treeOf: (search) => findTreeChoices(place, search),
    noteChosen: (entity, id) => recent.add(entity, id),
    mayCreate: (entity) => model.permission(entity).create,
    createRecord: async (id, typed) => {
      const entity = model.catalog.find("entity", id);
      const record = entity && (await ask(entity, typed));
      return record && choiceOf(place, { entity, hints: [], record });
    },
    loadTree: async (target) => {
      if (target !== "team") return loadRecordTree(place, target);
      const { teams } = await api.call(routes.directory, { query: {} });
      return teams.map(({ id, name, parent }) => ({ id, label: name, parent }));
    },
  };
}

/** What forms ask the server while they are filled in. */
function formQuestions(
  { api, model, labels }: ChoicePlace,
  readModel: () => Promise<void>,
): Services<"fill" | "checkUnique" | "readRecord" | "addOption"> {
  return {
    addOption: async (entity, field, name) => {
      const params = { app: model.id, entity, field };
      const { option } = await api.call(routes.addOption, { params, body: { name } });
      // Otherwise a form that is saved at once complains of an option that it does not know yet.
      await readModel();
      return option;
    },
    readRecord: async (entity, id) => {
      const params = { app: model.id, entity, id };
      const answer = await api.call(routes.getRecord, { params }).catch(() => undefined);
      labels.add(answer?.labels ?? {});
      return answer?.record;
    },
    fill: async (entity, asks) => {
      const params = { app: model.id, entity };
      const answer = await api.call(routes.fillForm, { params, body: { asks: [...asks] } });
      labels.add(answer.labels);
      return answer.found;
    },
    checkUnique: async ({ entity, id, values }) => {
      const params = { app: model.id, entity };
      const body = { values, ...(id === undefined ? {} : { id }) };
      const { taken } = await api.call(routes.checkUnique, { params, body });
      return Object.fromEntries(taken.map(({ field, message }) => [field, message]));
    },
  };
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
