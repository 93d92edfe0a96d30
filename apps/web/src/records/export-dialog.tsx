import { fieldType } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import { RelativeTime, useLocalize, useText } from "@mortise/ui";
import { Alert, Button, Form, Modal, Progress, Radio } from "antd";
import { useState } from "react";
import { errorMessage } from "../session/form-errors.ts";
import { exportText } from "./export-text.ts";
import { type ExportJob, type ExportRequest, isActive, useExport } from "./use-export.ts";
import type { ListPage } from "./use-list-page.ts";

type Choice = Required<Pick<ExportRequest, "format" | "children">> & { readonly columns: "shown" | "all" };

const MOST_RECENT = 3;
const FIRST: Choice = { format: "xlsx", children: "none", columns: "shown" };

/** Asks how the list is to be written, shows how far that is, and hands the file over. */
export function ExportDialog({ page, onClose }: { readonly page: ListPage; readonly onClose: () => void }) {
  const t = useText(exportText);
  const localize = useLocalize();
  const [choice, setChoice] = useState(FIRST);
  const { entity } = page;
  const exporting = useExport(entity.id);
  const { job, start, error } = exporting;
  const title = fillText(t.title, { entity: localize(entity.plural ?? entity.name) });
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      footer={
        job ? (
          <Button onClick={onClose}>{t.close}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t.cancel}</Button>
            <Button
              type="primary"
              loading={start.isPending}
              onClick={() => start.mutate(requestOf(page, choice))}
            >
              {t.start}
            </Button>
          </>
        )
      }
    >
      {error ? <Alert type="error" showIcon title={errorMessage(error)} /> : null}
      {job ? (
        <ExportState
          job={job}
          url={exporting.url}
          onStop={() => exporting.stop.mutate()}
          onAgain={exporting.again}
        />
      ) : (
        <>
          <ExportChoices page={page} choice={choice} onChange={setChoice} />
          <RecentExports jobs={exporting.recent} onOpen={exporting.open} />
        </>
      )}
    </Modal>
  );
}

function ExportChoices({
  page,
  choice,
  onChange,
}: {
  readonly page: ListPage;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}) {
  const t = useText(exportText);
  const { entity, list, loaded } = page;
  const { total } = loaded;
  const hasChildren = entity.fields.some(
    (field) => fieldType(field.type).kind(field) === "rows" && fieldType(field.type).column(field) === null,
  );
  const isExact = total !== undefined && !total.capped;
  return (
    <Form layout="vertical">
      <p>{isExact ? fillText(t.rows, { n: total.value }) : t.rowsSome}</p>
      <Form.Item label={t.format}>
        <Radio.Group
          vertical
          value={choice.format}
          options={[
            { value: "xlsx", label: t.xlsx },
            { value: "csv", label: t.csv },
          ]}
          onChange={({ target }) => {
            const format: Choice["format"] = target.value === "csv" ? "csv" : "xlsx";
            const children = format === "csv" && choice.children === "sheets" ? "rows" : choice.children;
            onChange({ ...choice, format, children });
          }}
        />
      </Form.Item>
      <Form.Item label={t.columns}>
        <Radio.Group
          vertical
          value={choice.columns}
          options={[
            { value: "shown", label: fillText(t.shown, { n: list.columns.length }) },
            { value: "all", label: t.all },
          ]}
          onChange={({ target }) =>
            onChange({ ...choice, columns: target.value === "all" ? "all" : "shown" })
          }
        />
      </Form.Item>
      {hasChildren ? (
        <Form.Item label={t.children}>
          <Radio.Group
            vertical
            value={choice.children}
            options={[
              { value: "none", label: t.none },
              ...(choice.format === "xlsx" ? [{ value: "sheets", label: t.sheets }] : []),
              { value: "rows", label: t.beside },
            ]}
            onChange={({ target }) => onChange({ ...choice, children: childrenOf(target.value) })}
          />
        </Form.Item>
      ) : null}
      <p className="structure-hint">{t.hint}</p>
    </Form>
  );
}

/** Files that were exported lately, to be fetched again or waited for. */
function RecentExports({
  jobs,
  onOpen,
}: {
  readonly jobs: readonly ExportJob[];
  readonly onOpen: (id: string) => void;
}) {
  const t = useText(exportText);
  if (jobs.length === 0) return null;
  return (
    <section className="recent-exports" aria-label={t.recent}>
      <b>{t.recent}</b>
      {jobs.slice(0, MOST_RECENT).map((job) => (
        <div key={job.id}>
          <Button type="link" size="small" onClick={() => onOpen(job.id)}>
            {job.fileName}
          </Button>
          <RelativeTime value={job.createdAt} />
        </div>
      ))}
    </section>
  );
}

function ExportState({
  job,
  url,
  onStop,
  onAgain,
}: {
  readonly job: ExportJob;
  readonly url: string;
  readonly onStop: () => void;
  readonly onAgain: () => void;
}) {
  const t = useText(exportText);
  const localize = useLocalize();
  if (isActive(job)) {
    const { total, processed } = job;
    const share = total ? Math.floor((processed / total) * 100) : 0;
    return (
      <div role="status" className="export-state">
        <Progress percent={share} status="active" />
        <p>{total === null ? t.waiting : fillText(t.running, { done: processed, total })}</p>
        <p className="structure-hint">{t.goOn}</p>
        <Button danger onClick={onStop}>
          {t.stop}
        </Button>
      </div>
    );
  }
  if (job.status === "done")
    return (
      <div role="status" className="export-state">
        <p>{fillText(t.done, { name: job.fileName })}</p>
        {job.shortened > 0 ? (
          <Alert type="warning" showIcon title={fillText(t.shortened, { n: job.shortened })} />
        ) : null}
        <Button type="primary" href={url} download>
          {t.download}
        </Button>
      </div>
    );
  const reason = job.error ? localize(job.error) : "";
  const text = job.status === "cancelled" ? t.stopped : fillText(t.failed, { reason });
  return (
    <Alert
      type={job.status === "cancelled" ? "info" : "error"}
      showIcon
      title={text}
      action={<Button onClick={onAgain}>{t.again}</Button>}
    />
  );
}

function childrenOf(value: unknown): Choice["children"] {
  return value === "sheets" || value === "rows" ? value : "none";
}

function requestOf(
  { list, filter, sort, state }: ListPage,
  { format, children, columns }: Choice,
): ExportRequest {
  return {
    format,
    children,
    ...(columns === "shown" ? { fields: list.columns.map(({ field }) => field) } : {}),
    ...(filter === undefined ? {} : { filter }),
    ...(sort === undefined ? {} : { sort }),
    ...(state.search === "" ? {} : { search: state.search }),
    state: state.bin ? "deleted" : "live",
  };
}
