import { ApiError, routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Input, Modal, Popconfirm, Spin, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { documentPath } from "./document-path.ts";
import { PendingRelease } from "./pending-release.tsx";
import { isAccepted, RowsInTheWay } from "./rows-in-the-way.tsx";
import { buildText } from "./text.ts";

type Diff = RouteOutput<typeof routes.diffDraft>;

const TONES = { added: "success", removed: "error", changed: "processing" } as const;

/** Shows what publishing would change, what stands in its way, and publishes. */
export function PublishDialog({
  app,
  onClose,
  onReload,
}: {
  readonly app: string;
  readonly onClose: () => void;
  readonly onReload: () => void;
}) {
  const t = useText(buildText);
  const api = useApi();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [note, setNote] = useState("");
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const diff = useQuery({
    queryKey: keys.diff(app),
    queryFn: () => api.call(routes.diffDraft, { params: { app } }),
    staleTime: 0,
    gcTime: 0,
  });
  const reload = () => {
    onReload();
    for (const queryKey of [keys.app(app), keys.releases(app), keys.apps])
      void queryClient.invalidateQueries({ queryKey });
  };
  const publish = useMutation({
    mutationFn: (base: number) =>
      api.call(routes.publish, {
        params: { app },
        body: { base, accepted: [...accepted], ...(note.trim() ? { note: note.trim() } : {}) },
      }),
    onSuccess: ({ release }) => {
      reload();
      if (release === null) void message.info(t.preparing);
      else void message.success(fillText(t.published, { n: release }));
      onClose();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409) void diff.refetch();
    },
  });
  const discard = useMutation({
    mutationFn: () => api.call(routes.discardDraft, { params: { app } }),
    onSuccess: () => {
      reload();
      onClose();
    },
    onError: (error) => message.error(errorMessage(error)),
  });
  const blocked =
    diff.data?.problems.some((problem) => problem.severity === "error" && !isAccepted(problem, accepted)) ??
    true;
  const empty = diff.data?.changes.length === 0;
  return (
    <Modal
      open
      width={640}
      title={t.publishTitle}
      onCancel={onClose}
      footer={[
        <Popconfirm
          key="discard"
          title={t.discardAsk}
          okText={t.discard}
          cancelText={t.cancel}
          onConfirm={() => discard.mutate()}
        >
          <Button type="text" danger disabled={empty || !diff.data} style={{ float: "left" }}>
            {t.discard}
          </Button>
        </Popconfirm>,
        <Button key="cancel" onClick={onClose}>
          {t.cancel}
        </Button>,
        <Button
          key="publish"
          type="primary"
          disabled={blocked || empty}
          loading={publish.isPending}
          onClick={() => diff.data && publish.mutate(diff.data.base)}
        >
          {t.publish}
        </Button>,
      ]}
    >
      {publish.error ? (
        <Alert type="error" showIcon role="alert" title={errorMessage(publish.error)} />
      ) : null}
      {diff.error ? <Alert type="error" showIcon role="alert" title={errorMessage(diff.error)} /> : null}
      {diff.isPending ? <Spin /> : null}
      <PendingRelease app={app} />
      {diff.data ? (
        <DiffView app={app} diff={diff.data} onLeave={onClose} accepted={accepted} onAccept={setAccepted} />
      ) : null}
      {diff.data && !empty ? (
        <Input.TextArea
          rows={2}
          maxLength={500}
          aria-label={t.note}
          placeholder={`${t.note} · ${t.notePlaceholder}`}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      ) : null}
    </Modal>
  );
}

function DiffView({
  app,
  diff,
  onLeave,
  accepted,
  onAccept,
}: {
  readonly app: string;
  readonly diff: Diff;
  readonly onLeave: () => void;
  readonly accepted: readonly string[];
  readonly onAccept: (accepted: readonly string[]) => void;
}) {
  const t = useText(buildText);
  const localize = useLocalize();
  const words = { added: t.added, removed: t.removed, changed: t.changed };
  const errors = diff.problems.filter((problem) => problem.severity === "error");
  const warnings = diff.problems.filter((problem) => problem.severity === "warning");
  const problemList = (problems: Diff["problems"]) => (
    <ul className="diff-list">
      {problems.map((problem) => (
        <li key={`${problem.document}/${problem.path}/${problem.message.en}`}>
          {localize(problem.message)}{" "}
          <Link to={documentPath(app, problem.document)} onClick={onLeave}>
            {t.goTo}
          </Link>
          {problem.rows ? (
            <RowsInTheWay app={app} rows={problem.rows} accepted={accepted} onAccept={onAccept} />
          ) : null}
        </li>
      ))}
    </ul>
  );
  return (
    <div className="diff">
      {errors.length > 0 ? <Alert type="error" title={t.problems} description={problemList(errors)} /> : null}
      {warnings.length > 0 ? (
        <Alert type="warning" title={t.warnings} description={problemList(warnings)} />
      ) : null}
      {diff.impact.length > 0 ? (
        <Alert
          type="warning"
          title={t.impact}
          description={
            <ul className="diff-list">
              {diff.impact.map((impact) => (
                <li key={`${impact.document}/${impact.text.en}`}>{localize(impact.text)}</li>
              ))}
            </ul>
          }
        />
      ) : null}
      <h3>{diff.changes.length === 0 ? t.noChanges : t.changes}</h3>
      <ul className="diff-list diff-changes" aria-label={t.changes}>
        {diff.changes.map((change) => (
          <li key={`${change.document}/${change.text.en}`}>
            <Tag color={TONES[change.type]}>{words[change.type]}</Tag>
            {localize(change.text)}
          </li>
        ))}
      </ul>
    </div>
  );
}
