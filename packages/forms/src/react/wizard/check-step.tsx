import { fillText } from "@mortise/kit";
import type { Catalog, EntityDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Alert, Button } from "antd";
import type { ImportJob } from "../../model/import/import-plan.ts";
import { JobCounts, JobErrors, JobMade, JobProgress } from "./job-counts.tsx";
import { wizardText } from "./text.ts";
import { isActive } from "./use-import.ts";

interface CheckStepProps {
  readonly job: ImportJob;
  readonly catalog: Catalog;
  readonly entity: EntityDocument;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onBack: () => void;
  readonly onRun: () => Promise<void>;
}

/** What the import would do, before anything is written. */
export function CheckStep({ job, catalog, entity, isBusy, onCancel, onBack, onRun }: CheckStepProps) {
  const t = useText(wizardText);
  const localize = useLocalize();
  if (isActive(job))
    return (
      <>
        <JobProgress job={job} label={t.checking} />
        <div className="iw-actions">
          <Button onClick={onCancel}>{t.cancel}</Button>
        </div>
      </>
    );
  const writable = (job.counts?.create ?? 0) + (job.counts?.update ?? 0);
  return (
    <>
      {job.error ? <Alert type="error" showIcon title={localize(job.error)} /> : null}
      <p>{fillText(t.total, { count: (job.counts?.total ?? 0).toLocaleString() })}</p>
      <JobCounts job={job} />
      <JobMade job={job} catalog={catalog} entity={entity} />
      <JobErrors job={job} />
      {writable === 0 ? (
        <Alert type="warning" showIcon title={t.zeroToImport} description={t.zeroHint} />
      ) : null}
      <div className="iw-actions">
        <Button onClick={onBack}>{t.back}</Button>
        <Button
          type="primary"
          disabled={writable === 0 || job.status === "failed"}
          loading={isBusy}
          onClick={() => void onRun().catch(() => undefined)}
        >
          {t.run}
        </Button>
      </div>
    </>
  );
}
