import { routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, App, Button } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

type Progress = RouteOutput<typeof routes.getStructure>;
type Task = Progress["tasks"][number];

const LOOK_EVERY_MS = 3_000;

/** What is still being done on the tables: indexes being built, values being converted, a release that failed. */
export function StructureNotice() {
  const t = useText(buildText);
  const localize = useLocalize();
  const api = useApi();
  const { id: app } = useAppModel();
  const { message } = App.useApp();
  const progress = useQuery({
    queryKey: keys.structure(app),
    queryFn: () => api.call(routes.getStructure, { params: { app } }),
    refetchInterval: ({ state }) => (isBusy(state.data) ? LOOK_EVERY_MS : false),
    staleTime: 0,
  });
  const cancel = useMutation({
    mutationFn: () => api.call(routes.cancelPublish, { params: { app } }),
    onSuccess: () => progress.refetch(),
    onError: (error) => message.error(errorMessage(error)),
  });
  if (!isBusy(progress.data) && !progress.data?.pending) return null;
  const { pending, tasks = [] } = progress.data ?? {};
  const failed = pending?.state === "failed";
  const title = failed ? t.structureFailed : pending ? t.structurePreparing : t.structureTitle;
  return (
    <Alert
      type={failed ? "error" : "info"}
      showIcon
      title={title}
      description={
        <ul className="diff-list">
          {pending?.message ? <li>{localize(pending.message)}</li> : null}
          {tasks.map((task) => (
            <TaskLine key={`${task.kind}/${task.name}`} task={task} />
          ))}
        </ul>
      }
      action={
        pending ? (
          <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t.structureCancel}
          </Button>
        ) : null
      }
    />
  );
}

function isBusy(progress: Progress | undefined): boolean {
  return (progress?.tasks.length ?? 0) > 0 || progress?.pending?.state === "preparing";
}

function TaskLine({ task }: { readonly task: Task }) {
  const t = useText(buildText);
  const localize = useLocalize();
  const { catalog } = useDraft();
  const words: Readonly<Record<string, string>> = {
    index: t.task_index,
    reference: t.task_reference,
    search: t.task_search,
    conversion: t.task_conversion,
    drop: t.task_drop,
  };
  const entity = localize(catalog.find("entity", task.entity)?.name) || task.entity;
  const field =
    task.field === null ? "" : localize(catalog.field(task.entity, task.field)?.name) || task.field;
  return (
    <li>
      {words[task.kind] ?? task.kind}: {entity} {field}{" "}
      {task.done > 0 ? <small>{fillText(t.structureDone, { n: task.done })}</small> : null}
      {task.message ? <small> {localize(task.message)}</small> : null}
    </li>
  );
}
