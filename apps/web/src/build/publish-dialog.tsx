import { ApiError, routes, type RouteOutput } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Input, Modal, Popconfirm, Spin, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { errorMessage } from "../session/form-errors.ts";
import { keys } from "../session/query-keys.ts";
import { documentPath } from "./document-path.ts";
import { ProblemRows } from "./problem-rows.tsx";
import { PublishedMeanwhile } from "./published-meanwhile.tsx";
import { buildText } from "./text.ts";

type Diff = RouteOutput<typeof routes.diffDraft>;

/** The one rule whose rows may be given up: their values stay in the column that is kept aside. */
const EMPTIED = "type";

/** Somebody else was faster: what they published is shown, and what is left. */
const PUBLISHED_BY_OTHERS = "STORE_PUBLISH_CONFLICT";

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
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const [overtaken, setOvertaken] = useState<number | undefined>(undefined);
  const diff = useQuery({
    queryKey: keys.diff(app),
    queryFn: () => api.call(routes.diffDraft, { params: { app } }),
    staleTime: 0,
    gcTime: 0,
  });
  const reload = () => {
    onReload();
    for (const queryKey of [
      keys.app(app),
      keys.releases(app),
      keys.apps,
      keys.draftSteps(app),
      keys.kept(app),
    ])
      void queryClient.invalidateQueries({ queryKey });
  };
  const publish = useMutation({
    mutationFn: (base: number) =>
      api.call(routes.publish, {
        params: { app },
        body: {
          base,
          ...(note.trim() ? { note: note.trim() } : {}),
          ...(accepted.size > 0 ? { accepted: [...accepted] } : {}),
        },
      }),
    onSuccess: ({ release }) => {
      reload();
      if (release === null) void message.info(t.preparing);
      else void message.success(fillText(t.published, { n: release }));
      onClose();
    },
    onError: (error, base) => {
      if (!(error instanceof ApiError) || error.status !== 409) return;
      if (error.body.code === PUBLISHED_BY_OTHERS) setOvertaken(base);
      void diff.refetch();
      reload();
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
    diff.data?.problems.some(
      (each) => each.severity === "error" && !accepted.has(emptiedField(each) ?? ""),
    ) ?? true;
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
      {publish.error && overtaken === undefined ? (
        <Alert type="error" showIcon role="alert" title={errorMessage(publish.error)} />
      ) : null}
      {overtaken === undefined ? null : <PublishedMeanwhile app={app} base={overtaken} />}
      {diff.error ? <Alert type="error" showIcon role="alert" title={errorMessage(diff.error)} /> : null}
      {diff.isPending ? <Spin /> : null}
      {diff.data ? (
        <DiffView app={app} diff={diff.data} accepted={accepted} onAccept={setAccepted} onLeave={onClose} />
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

type DiffProblem = Diff["problems"][number];

/** The field whose values a new type cannot hold, as publishing names it (`lead.amount`). */
function emptiedField({ rows }: DiffProblem): string | undefined {
  return rows?.rule === EMPTIED ? `${rows.entity}.${rows.field}` : undefined;
}

function DiffView({
  app,
  diff,
  accepted,
  onAccept,
  onLeave,
}: {
  readonly app: string;
  readonly diff: Diff;
  readonly accepted: ReadonlySet<string>;
  readonly onAccept: (accepted: ReadonlySet<string>) => void;
  readonly onLeave: () => void;
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
          {problem.rows ? <ProblemRows app={app} rows={problem.rows} onLeave={onLeave} /> : null}
          <AcceptEmptied field={emptiedField(problem)} accepted={accepted} onAccept={onAccept} />
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
                <li key={`${impact.document}/${impact.text.en}`}>
                  {localize(impact.text)}{" "}
                  <Link to={documentPath(app, impact.document)} onClick={onLeave}>
                    {t.goTo}
                  </Link>
                </li>
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

/** Publishes all the same: values that do not fit the new type are emptied, and kept aside. */
function AcceptEmptied({
  field,
  accepted,
  onAccept,
}: {
  readonly field: string | undefined;
  readonly accepted: ReadonlySet<string>;
  readonly onAccept: (accepted: ReadonlySet<string>) => void;
}) {
  const t = useText(buildText);
  if (field === undefined) return null;
  const others = [...accepted].filter((each) => each !== field);
  return (
    <div>
      <Checkbox
        checked={accepted.has(field)}
        onChange={(event) => onAccept(new Set(event.target.checked ? [...others, field] : others))}
      >
        {t.acceptEmptied}
      </Checkbox>
    </div>
  );
}
