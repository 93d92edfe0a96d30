import { useText } from "@mortise/ui";
import { Alert, Button, Input, Modal, Popconfirm, Spin } from "antd";
import { errorMessage } from "../session/form-errors.ts";
import { DiffView } from "./diff-view.tsx";
import { PublishedMeanwhile } from "./published-meanwhile.tsx";
import { buildText } from "./text.ts";
import { TryOnPast } from "./try-on-past.tsx";
import { usePublishing } from "./use-publishing.ts";

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
  const publishing = usePublishing(app, { onClose, onReload });
  const { diff, publish, discard, overtaken, accepted } = publishing;
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
          <Button type="text" danger disabled={empty || !diff.data} className="publish-discard">
            {t.discard}
          </Button>
        </Popconfirm>,
        <Button key="cancel" onClick={onClose}>
          {t.cancel}
        </Button>,
        <Button
          key="publish"
          type="primary"
          disabled={publishing.blocked || empty}
          loading={publish.isPending}
          onClick={() => diff.data && publish.mutate(diff.data.base)}
        >
          {t.publish}
        </Button>,
      ]}
    >
      {publish.error && overtaken === undefined && !publishing.failedTests ? (
        <Refusal error={publish.error} />
      ) : null}
      {publishing.failedTests ? (
        <FailedTests
          tests={publishing.failedTests}
          despite={publishing.despite}
          onDespite={publishing.setDespite}
        />
      ) : null}
      {overtaken === undefined ? null : <PublishedMeanwhile app={app} base={overtaken} />}
      {diff.error ? <Refusal error={diff.error} /> : null}
      {diff.isPending ? <Spin /> : null}
      {diff.data ? (
        <DiffView
          app={app}
          diff={diff.data}
          accepted={accepted}
          onAccept={publishing.setAccepted}
          onLeave={onClose}
        />
      ) : null}
      {diff.data ? <TryOnPast app={app} changes={diff.data.changes} onLeave={onClose} /> : null}
      {diff.data && !empty ? <NoteInput value={publishing.note} onChange={publishing.setNote} /> : null}
    </Modal>
  );
}

function Refusal({ error }: { readonly error: Error }) {
  return <Alert type="error" showIcon role="alert" title={errorMessage(error)} />;
}

/** What came out otherwise, and the way past it: a reason that is kept in the release. */
function FailedTests({
  tests,
  despite,
  onDespite,
}: {
  readonly tests: readonly { readonly path: string; readonly message: string }[];
  readonly despite: string;
  readonly onDespite: (reason: string) => void;
}) {
  const t = useText(buildText);
  return (
    <>
      <Alert
        type="error"
        role="alert"
        title={t.testsHoldBack}
        description={
          <ul className="diff-list" aria-label={t.failedTests}>
            {tests.map(({ path, message }) => (
              <li key={path}>{message}</li>
            ))}
          </ul>
        }
      />
      <Input
        className="publish-despite"
        maxLength={300}
        aria-label={t.despiteTests}
        placeholder={t.despiteTests}
        value={despite}
        onChange={(event) => onDespite(event.target.value)}
      />
    </>
  );
}

function NoteInput({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const t = useText(buildText);
  return (
    <Input.TextArea
      rows={2}
      maxLength={500}
      aria-label={t.note}
      placeholder={`${t.note} · ${t.notePlaceholder}`}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
