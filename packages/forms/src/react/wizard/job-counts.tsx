import { fillText, listText } from "@mortise/kit";
import type { Catalog, EntityDocument } from "@mortise/metadata";
import { useLocale, useLocalize, useText } from "@mortise/ui";
import { Alert, Progress } from "antd";
import type { ImportCounts, ImportJob } from "../../model/import/import-plan.ts";
import { wizardText } from "./text.ts";

/** What an import would do or did, in rows. */
export function JobCounts({ job }: { readonly job: ImportJob }) {
  const t = useText(wizardText);
  const counts: ImportCounts = job.counts ?? { total: 0, create: 0, update: 0, skip: 0, error: 0 };
  const shown = [
    { name: t.create, count: counts.create },
    { name: t.update, count: counts.update },
    { name: t.skipped, count: counts.skip },
    { name: t.failed, count: counts.error },
    ...(counts.children ? [{ name: t.children, count: counts.children }] : []),
    ...(counts.cells ? [{ name: t.cells, count: counts.cells }] : []),
  ];
  return (
    <dl className="iw-counts">
      {shown.map(({ name, count }) => (
        <div key={name} className={name === t.failed && count > 0 ? "iw-bad" : ""}>
          <dt>{name}</dt>
          <dd>{count.toLocaleString()}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is added for the rows besides them: records of other entities, options. */
export function JobMade({
  job,
  catalog,
  entity,
}: {
  readonly job: ImportJob;
  readonly catalog: Catalog;
  readonly entity: EntityDocument;
}) {
  const t = useText(wizardText);
  const localize = useLocalize();
  const locale = useLocale();
  const made = (job.counts?.made ?? []).map(({ entity: id = "", field: fieldId, count }) => {
    const field = entity.fields.find((one) => one.id === fieldId);
    const other = catalog.find("entity", id);
    return field
      ? fillText(t.madeOptions, { field: localize(field.name), count })
      : fillText(t.madeRecords, { entity: other ? localize(other.name) : id, count });
  });
  if (made.length === 0) return null;
  return <Alert type="info" showIcon title={`${t.made}: ${listText(made, locale)}`} className="iw-made" />;
}

/** How far an import is. */
export function JobProgress({ job, label }: { readonly job: ImportJob; readonly label: string }) {
  const t = useText(wizardText);
  const total = job.counts?.total ?? 0;
  const percent = total > job.processed ? Math.floor((job.processed / total) * 100) : undefined;
  return (
    <div role="status">
      <p>
        {label} {fillText(t.processed, { count: job.processed.toLocaleString() })}
      </p>
      <Progress
        aria-label={t.progress}
        percent={percent ?? 99}
        status="active"
        showInfo={percent !== undefined}
      />
    </div>
  );
}

/** The first rows that need attention, with the reasons. */
export function JobErrors({ job }: { readonly job: ImportJob }) {
  const t = useText(wizardText);
  const localize = useLocalize();
  if (job.errors.length === 0) return null;
  return (
    <section aria-label={t.errors}>
      <h3>{t.errors}</h3>
      <div className="iw-scroll">
        <table className="iw-table">
          <thead>
            <tr>
              {[t.row, t.column, t.value, t.reason].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {job.errors.map(({ row, sheet, column, value, message, imported }, index) => (
              <tr key={index}>
                <td>
                  {sheet === undefined
                    ? row
                    : fillText(t.ofSheet, { sheet: job.sheets[sheet]?.name ?? "", row })}
                </td>
                <td>{column}</td>
                <td>{value}</td>
                <td>
                  {localize(message)}
                  {imported ? t.cellLeftOut : ""}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
