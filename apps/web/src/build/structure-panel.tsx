import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { dataSizeText, fillText, listText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useLocale, useLocalize, useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Tag } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { systemFields } from "../records/entity-fields.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { structureText } from "./structure-text.ts";
import { useDocumentName } from "./use-document-name.ts";

type Task = RouteOutput<typeof routes.getStructure>["tasks"][number];
type Advice = RouteOutput<typeof routes.listIndexes>["items"][number];

const LOOK_EVERY_MS = 3_000;

/** What goes on with an entity's table in the background, and the indexes its views and dashboards got. Nothing when there is nothing. */
export function StructurePanel({ entity }: { readonly entity: EntityDocument }) {
  const t = useText(structureText);
  const api = useApi();
  const { id: app } = useAppModel();
  const structure = useQuery({
    queryKey: keys.structure(app),
    queryFn: () => api.call(routes.getStructure, { params: { app } }),
    refetchInterval: ({ state }) => (state.data?.tasks.length ? LOOK_EVERY_MS : false),
  });
  const tasks = (structure.data?.tasks ?? []).filter((task) => task.entity === entity.id);
  const indexes = useQuery({
    // Read again whenever a task comes or goes.
    queryKey: [...keys.indexes(app), tasks.length],
    queryFn: () => api.call(routes.listIndexes, { params: { app } }),
  });
  const advice = (indexes.data?.items ?? []).filter((one) => one.entity === entity.id);
  if (tasks.length + advice.length === 0) return null;
  return (
    <section className="structure" aria-label={t.title}>
      <h3>{t.title}</h3>
      <p className="structure-hint">{t.hint}</p>
      <ul>
        {tasks.map((task) => (
          <TaskLine key={task.name} entity={entity} task={task} />
        ))}
        {advice.map((one) => (
          <AdviceLine key={one.name} entity={entity} advice={one} />
        ))}
      </ul>
    </section>
  );
}

function TaskLine({ entity, task }: { readonly entity: EntityDocument; readonly task: Task }) {
  const t = useText(structureText);
  const localize = useLocalize();
  const name = useFieldName(entity);
  const words: Readonly<Record<string, string>> = {
    index: t.index,
    reference: t.reference,
    search: t.search,
    conversion: t.conversion,
    fill: t.fill,
    drop: t.drop,
  };
  const isFailed = task.state === "failed";
  return (
    <li>
      <Tag color={isFailed ? "error" : "processing"}>{isFailed ? t.failed : words[task.kind]}</Tag>
      {task.field ? ` ${name(task.field)}` : null}
      {isFailed && task.message ? <p>{localize(task.message)}</p> : null}
      {!isFailed && task.done > 0 ? (
        <p>{fillText(t.rows, { n: task.done.toLocaleString("en-US") })}</p>
      ) : null}
    </li>
  );
}

function AdviceLine({ entity, advice }: { readonly entity: EntityDocument; readonly advice: Advice }) {
  const t = useText(structureText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const locale = useLocale();
  const name = useFieldName(entity);
  const nameOf = useDocumentName();
  const isBuilt = advice.state === "built";
  const decide = useMutation({
    mutationFn: (keep: boolean) =>
      api.call(routes.decideIndex, { params: { app, name: advice.name }, body: { keep } }),
    onSuccess: () => {
      for (const queryKey of [keys.structure(app), keys.indexes(app)])
        void queryClient.invalidateQueries({ queryKey });
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  const { bytes, buildMilliseconds, millisecondsBefore: before, millisecondsAfter: after } = advice;
  return (
    <li className={isBuilt ? "" : "structure-off"}>
      <div className="structure-head">
        <strong>
          {advice.columns
            .filter((column) => column !== "id")
            .map(name)
            .join(" · ")}
        </strong>
        <Button size="small" type="text" loading={decide.isPending} onClick={() => decide.mutate(!isBuilt)}>
          {isBuilt ? t.remove : t.keep}
        </Button>
      </div>
      <p>{fillText(t.wantedBy, { names: listText(advice.wantedBy.map(nameOf), locale) })}</p>
      {isBuilt ? null : <p>{advice.state === "unused" ? t.unused : t.declined}</p>}
      {isBuilt && bytes !== null && buildMilliseconds !== null ? (
        <p>
          {fillText(t.cost, {
            size: dataSizeText(bytes, locale),
            seconds: (buildMilliseconds / 1000).toFixed(1),
          })}
        </p>
      ) : null}
      {isBuilt && before !== null && after !== null ? (
        <p>{fillText(t.gain, { before: figure(before), after: figure(after) })}</p>
      ) : null}
      {isBuilt ? <p>{fillText(t.uses, { n: advice.uses })}</p> : null}
    </li>
  );
}

/** Names of columns for people: of the draft's fields and of system fields. */
function useFieldName(entity: EntityDocument): (id: string) => string {
  const localize = useLocalize();
  const known = [...entity.fields, ...systemFields(entity)];
  return (id) => {
    const field = known.find((one) => one.id === id);
    return field ? localize(field.name) : id;
  };
}

function figure(milliseconds: number): string {
  return milliseconds >= 10 ? milliseconds.toFixed(0) : milliseconds.toFixed(1);
}
