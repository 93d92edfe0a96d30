import { type RouteOutput, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { formatDateTime, useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Modal, Radio, Space } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { recordsChanged } from "../live/apply-live.ts";
import { useLabelBook, useLabels } from "../records/labels.ts";
import { errorMessage } from "../session/form-errors.ts";
import { PageLoading } from "../shell/page-loading.tsx";
import { useFieldLookup } from "./field-names.ts";
import { ShownValue } from "./shown-value.tsx";
import { countedName } from "./counted-name.ts";
import { changesText } from "./text.ts";

type Preview = RouteOutput<typeof routes.previewUndo>;
type Conflict = Preview["conflicts"][number];

/** What happens to records that were changed since. */
export type UndoChoice = "skip" | "untouched" | "force";

/** What is to be undone: a change-set, what a run of a flow did, or an import, whose undo goes on in the background. */
export type UndoTarget =
  | { readonly changeSet: string }
  | { readonly run: string }
  | { readonly importId: string; readonly onUndo: (choice: UndoChoice) => void };

/** Shows what an undo would bring back and whom it would run into, before anything is done. */
export function UndoDialog({
  target,
  onClose,
}: {
  readonly target: UndoTarget;
  readonly onClose: () => void;
}) {
  const t = useText(changesText);
  const [choice, setChoice] = useState<UndoChoice>("skip");
  const preview = useUndoPreview(target);
  const undo = useUndo(onClose);
  const run = () => {
    if (!("importId" in target)) return undo.mutate({ target, choice });
    target.onUndo(choice);
    return onClose();
  };
  const { data } = preview;
  return (
    <Modal
      open
      width={680}
      title={t.undoTitle}
      okText={t.undo}
      cancelText={t.cancel}
      okButtonProps={{ disabled: !data || (data.records.length === 0 && choice === "skip") }}
      confirmLoading={undo.isPending}
      onOk={run}
      onCancel={onClose}
    >
      {preview.error ? <Alert type="error" showIcon title={errorMessage(preview.error)} /> : null}
      {preview.isPending ? <PageLoading /> : null}
      {data ? <Summary preview={data} /> : null}
      {data && "calls" in data ? <CalledRuns calls={data.calls} onLeave={onClose} /> : null}
      {data && data.conflictCount > 0 ? (
        <Conflicts preview={data} choice={choice} onChoice={setChoice} />
      ) : null}
    </Modal>
  );
}

function useUndoPreview(target: UndoTarget) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  const id = "importId" in target ? target.importId : "run" in target ? target.run : target.changeSet;
  return useQuery({
    queryKey: ["undo-preview", app, id],
    queryFn: async () => {
      const route =
        "importId" in target
          ? routes.previewUndoImport
          : "run" in target
            ? routes.previewUndoRun
            : routes.previewUndo;
      const preview = await api.call(route, { params: { app, id } });
      labels.add(preview.labels);
      return preview;
    },
    gcTime: 0,
    staleTime: 0,
  });
}

function useUndo(onClose: () => void) {
  const t = useText(changesText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { id: app, catalog } = useAppModel();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({
      target,
      choice,
    }: {
      readonly target: Exclude<UndoTarget, { readonly importId: string }>;
      readonly choice: UndoChoice;
    }) =>
      "run" in target
        ? api.call(routes.undoRun, { params: { app, id: target.run }, query: { conflicts: choice } })
        : api.call(routes.undoChangeSet, {
            params: { app, id: target.changeSet },
            query: { conflicts: choice },
          }),
    onSuccess: ({ conflicts }) => {
      const kept = conflicts.length;
      void message.success(kept > 0 ? fillText(t.undoneKept, { n: kept }) : t.undone);
      for (const entity of catalog.all("entity")) recordsChanged(queryClient, app, entity.id);
      void queryClient.invalidateQueries({ queryKey: ["runs", app] });
      onClose();
    },
    onError: (error) => message.error(errorMessage(error)),
  });
}

function Summary({ preview }: { readonly preview: Preview }) {
  const t = useText(changesText);
  const localize = useLocalize();
  const { catalog } = useAppModel();
  if (preview.records.length === 0) return <p>{t.nothingBack}</p>;
  const parts = preview.records.map(({ entity, count }) =>
    fillText(t.amount, {
      n: count,
      entity: countedName(localize, catalog.find("entity", entity), count) || entity,
    }),
  );
  return (
    <p>
      {t.comesBack} <b>{parts.join(" · ")}</b>
    </p>
  );
}

/** Runs that the run has called: each is undone by itself. */
function CalledRuns({
  calls,
  onLeave,
}: {
  readonly calls: RouteOutput<typeof routes.previewUndoRun>["calls"];
  readonly onLeave: () => void;
}) {
  const t = useText(changesText);
  const localize = useLocalize();
  const { id: app } = useAppModel();
  if (calls.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={fillText(t.calledRuns, { n: calls.length })}
      description={
        <ul className="undo-calls" aria-label={t.calledList}>
          {calls.map((run) => (
            <li key={run.id}>
              <Link to={`/a/${app}/runs/${run.id}`} onClick={onLeave}>
                {localize(run.flowName)}
                {run.recordTitle === "" ? "" : ` · ${run.recordTitle}`}
              </Link>
              {run.undone ? ` · ${t.undone}` : ""}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Conflicts({
  preview,
  choice,
  onChoice,
}: {
  readonly preview: Preview;
  readonly choice: UndoChoice;
  readonly onChoice: (choice: UndoChoice) => void;
}) {
  const t = useText(changesText);
  const shown = preview.conflicts.length;
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={fillText(t.conflicts, { n: preview.conflictCount })}
        {...(shown < preview.conflictCount ? { description: fillText(t.conflictsMore, { n: shown }) } : {})}
      />
      <Radio.Group
        className="undo-choices"
        value={choice}
        onChange={(event) => onChoice(event.target.value as UndoChoice)} // one of the three below
      >
        <Space orientation="vertical">
          <Radio value="skip">{t.skip}</Radio>
          <Radio value="untouched">{t.untouched}</Radio>
          <Radio value="force">{t.force}</Radio>
        </Space>
      </Radio.Group>
      <ul className="undo-conflicts">
        {preview.conflicts.map((conflict) => (
          <ConflictLine key={`${conflict.entity}/${conflict.id}`} conflict={conflict} />
        ))}
      </ul>
    </>
  );
}

function ConflictLine({ conflict }: { readonly conflict: Conflict }) {
  const t = useText(changesText);
  const localize = useLocalize();
  const fieldOf = useFieldLookup();
  const by = useWho();
  return (
    <li>
      <b>{conflict.title || "—"}</b>{" "}
      <small>
        {conflict.reason === "gone"
          ? t.gone
          : conflict.reason === "not-allowed"
            ? t.notAllowed
            : by(conflict.by, conflict.at)}
      </small>
      {conflict.changes.map((change) => {
        const field = fieldOf(conflict.entity, change.field);
        if (!field) return null;
        return (
          <div key={change.field} className="undo-field">
            <span>{localize(field.name)}</span>
            <span>
              <em>{t.was}</em> <ShownValue field={field} value={change.old} />
            </span>
            <span>
              <em>{t.wrote}</em> <ShownValue field={field} value={change.written} />
            </span>
            <span>
              <em>{t.now}</em> <ShownValue field={field} value={change.now} />
            </span>
          </div>
        );
      })}
    </li>
  );
}

/** Says who changed something and when. */
export function useWho(): (by: string | null, at: string | null) => string {
  const t = useText(changesText);
  const labels = useLabels();
  const locale = useLocale();
  const timeZone = useTimeZone();
  return (by, at) => {
    if (at === null) return "";
    const name = by === null ? t.system : (labels(by) ?? "…");
    return fillText(t.changedBy, { name, time: formatDateTime(at, locale, timeZone) });
  };
}
