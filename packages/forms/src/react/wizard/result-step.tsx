import { DownloadOutlined, PlayCircleOutlined, UndoOutlined } from "@ant-design/icons";
import type { Catalog, EntityDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Alert, Button, Popconfirm, Result } from "antd";
import { type ComponentType, useState } from "react";
import type { ImportJob } from "../../model/import/import-plan.ts";
import { JobCounts, JobErrors, JobMade, JobProgress } from "./job-counts.tsx";
import { wizardText } from "./text.ts";
import { type ImportHandle, isActive, type UndoMode } from "./use-import.ts";

/** What a dialog before the undo of an import gets. */
export interface ImportUndoProps {
  readonly importId: string;
  readonly onUndo: (mode: UndoMode) => void;
  readonly onClose: () => void;
}

interface ResultStepProps {
  readonly work: ImportHandle;
  readonly job: ImportJob;
  readonly catalog: Catalog;
  readonly entity: EntityDocument;
  readonly UndoDialog?: ComponentType<ImportUndoProps> | undefined;
  readonly onClose: () => void;
  readonly onAgain: () => void;
  /** The sheet that is to be imported next. */
  readonly next?: { readonly label: string; readonly onNext: () => void } | undefined;
}

/** The run with its progress, then what came of it: failed rows to download, and undo. */
export function ResultStep({ work, job, catalog, entity, next, ...props }: ResultStepProps) {
  const t = useText(wizardText);
  const localize = useLocalize();
  if (isActive(job))
    return (
      <>
        <JobProgress job={job} label={job.status === "undoing" ? t.undoing : t.running} />
        <JobCounts job={job} />
        {job.status === "running" ? (
          <div className="iw-actions">
            <Button onClick={() => void work.cancel().catch(() => undefined)}>{t.cancel}</Button>
          </div>
        ) : null}
      </>
    );
  const titles: Readonly<Record<string, string>> = {
    done: t.doneTitle,
    cancelled: t.cancelledTitle,
    undone: t.undoneTitle,
  };
  const isUndone = job.status === "undone";
  return (
    <>
      <Result
        status={job.status === "done" || isUndone ? "success" : "warning"}
        title={titles[job.status] ?? t.failedTitle}
      />
      {job.error ? <Alert type={isUndone ? "info" : "error"} showIcon title={localize(job.error)} /> : null}
      <JobCounts job={job} />
      {isUndone ? null : <JobMade job={job} catalog={catalog} entity={entity} />}
      <JobErrors job={job} />
      <div className="iw-actions">
        {(job.counts?.error ?? 0) + (job.counts?.cells ?? 0) > 0 && work.errorsUrl ? (
          <Button icon={<DownloadOutlined />} href={work.errorsUrl} download>
            {t.download}
          </Button>
        ) : null}
        {job.canContinue === true ? (
          <Button
            icon={<PlayCircleOutlined />}
            loading={work.isBusy}
            onClick={() => void work.continue().catch(() => undefined)}
          >
            {t.goOn}
          </Button>
        ) : null}
        {isUndone ? null : <UndoImport work={work} job={job} UndoDialog={props.UndoDialog} />}
        <Button onClick={props.onAgain}>{t.again}</Button>
        <Button type={next ? "default" : "primary"} onClick={props.onClose}>
          {t.close}
        </Button>
        {next ? (
          <Button type="primary" loading={work.isBusy} onClick={next.onNext}>
            {next.label}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** Takes the import back, after saying what that means. */
function UndoImport({ work, job, UndoDialog }: Pick<ResultStepProps, "work" | "job" | "UndoDialog">) {
  const t = useText(wizardText);
  const [isOpen, setOpen] = useState(false);
  const undo = (mode?: UndoMode) => void work.undo(mode).catch(() => undefined);
  const button = (
    <Button danger icon={<UndoOutlined />} {...(UndoDialog ? { onClick: () => setOpen(true) } : {})}>
      {t.undo}
    </Button>
  );
  if (UndoDialog)
    return (
      <>
        {button}
        {isOpen ? <UndoDialog importId={job.id} onUndo={undo} onClose={() => setOpen(false)} /> : null}
      </>
    );
  return (
    <Popconfirm
      title={t.undo}
      description={t.undoAsk}
      okText={t.undo}
      cancelText={t.cancel}
      onConfirm={() => undo()}
    >
      {button}
    </Popconfirm>
  );
}
