import { DownloadOutlined, UndoOutlined } from "@ant-design/icons";
import { useLocalize, useText } from "@mortise/ui";
import { Alert, Button, Popconfirm, Result } from "antd";
import type { ImportJob } from "../../model/import/import-plan.ts";
import { JobCounts, JobErrors, JobProgress } from "./job-counts.tsx";
import { wizardText } from "./text.ts";
import { type ImportHandle, isActive } from "./use-import.ts";

interface ResultStepProps {
  readonly work: ImportHandle;
  readonly job: ImportJob;
  readonly onClose: () => void;
  readonly onAgain: () => void;
}

/** The run with its progress, then what came of it: failed rows to download, and undo. */
export function ResultStep({ work, job, onClose, onAgain }: ResultStepProps) {
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
      <JobErrors job={job} />
      <div className="iw-actions">
        {(job.counts?.error ?? 0) > 0 && work.errorsUrl ? (
          <Button icon={<DownloadOutlined />} href={work.errorsUrl} download>
            {t.download}
          </Button>
        ) : null}
        {isUndone ? null : (
          <Popconfirm
            title={t.undo}
            description={t.undoAsk}
            okText={t.undo}
            cancelText={t.cancel}
            onConfirm={() => work.undo().catch(() => undefined)}
          >
            <Button danger icon={<UndoOutlined />}>
              {t.undo}
            </Button>
          </Popconfirm>
        )}
        <Button onClick={onAgain}>{t.again}</Button>
        <Button type="primary" onClick={onClose}>
          {t.close}
        </Button>
      </div>
    </>
  );
}
