import type { RecordData } from "@mortise/contract";
import { FieldCell, FieldServicesProvider, useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { Catalog, EntityDocument, SortKey, ViewDocument } from "@mortise/metadata";
import { EmptyState, useLocalize, useText } from "@mortise/ui";
import { Button, Select, Skeleton } from "antd";
import { useMemo, useState } from "react";
import type { DrillTarget } from "../model/drill.ts";
import { type ReportField, reportFields } from "../model/report-field.ts";
import { CardMessage } from "./card-message.tsx";
import { useRowsBehind } from "./drill-query.ts";
import { text } from "./text.ts";

/** Props of `RecordRows`. */
export interface RecordRowsProps {
  readonly app: string;
  readonly catalog: Catalog;
  readonly target: DrillTarget;
  /** What is shown until the reader chooses; columns of the entity's first view when absent. */
  readonly columns?: readonly string[];
  readonly sort?: readonly SortKey[] | undefined;
}

const OWN_COLUMNS = 5;
const MOST_COLUMNS = 8;

/** Records that meet a condition, page by page, with columns of the reader's choice; the first column opens a record. */
export function RecordRows({ app, catalog, target, columns: given, sort }: RecordRowsProps) {
  const t = useText(text);
  const query = useRowsBehind(app, target, sort);
  const pages = query.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const labels = Object.fromEntries(pages.flatMap((page) => Object.entries(page.labels)));
  const entity = catalog.find("entity", target.entity);
  const fields = useMemo(() => reportFields(catalog, target.entity), [catalog, target.entity]);
  const seen = fields.filter((field) => items.some((item) => Object.hasOwn(item, field.id)));
  const [chosen, setChosen] = useState<readonly string[]>();
  const view = catalog.all("view").find((one) => one.entity === target.entity);
  const wanted = given?.filter((id) => seen.some((field) => field.id === id)) ?? [];
  const columns = chosen ?? (wanted.length > 0 ? wanted : defaultColumns(entity, view, seen));
  if (query.error) {
    return <CardMessage title={t.failed} hint={query.error.message} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Skeleton active />;
  const count = pages[0]?.count?.value ?? items.length;
  if (items.length === 0) return <EmptyState title={t.empty} />;
  return (
    <>
      <div className="m-report-drill-head">
        <span role="status">{fillText(t.records, { n: count.toLocaleString("en-US") })}</span>
        <ColumnChoice fields={seen} value={columns} onChange={setChosen} />
      </div>
      <RowTable
        items={items}
        labels={labels}
        entity={target.entity}
        columns={columns.flatMap((id) => seen.find((field) => field.id === id) ?? [])}
      />
      {query.hasNextPage ? (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
    </>
  );
}

/** The columns of the entity's first view; without one the title, the first fields, owner and time of creation. */
function defaultColumns(
  entity: EntityDocument | undefined,
  view: ViewDocument | undefined,
  fields: readonly ReportField[],
): readonly string[] {
  const viewed = view?.columns.map(({ field }) => field).filter((id) => fields.some((one) => one.id === id));
  if (viewed && viewed.length > 0) return viewed.slice(0, MOST_COLUMNS);
  const title = entity?.titleField ?? "";
  const own = fields.filter((field) => entity?.fields.includes(field.definition) && field.id !== title);
  const ids = [title, ...own.slice(0, OWN_COLUMNS).map((field) => field.id), "owner", "created_at"];
  return ids.filter((id) => fields.some((field) => field.id === id));
}

function ColumnChoice({
  fields,
  value,
  onChange,
}: {
  readonly fields: readonly ReportField[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) {
  const t = useText(text);
  const localize = useLocalize();
  return (
    <Select<string[]>
      mode="multiple"
      aria-label={t.columns}
      placeholder={t.columns}
      style={{ minWidth: 180 }}
      maxTagCount={0}
      maxTagPlaceholder={(hidden) => `${t.columns} (${hidden.length})`}
      optionFilterProp="label"
      value={[...value]}
      options={fields.map((field) => ({ value: field.id, label: localize(field.name) }))}
      onChange={(next) => onChange(next)}
    />
  );
}

interface RowTableProps {
  readonly items: readonly RecordData[];
  readonly labels: Readonly<Record<string, string>>;
  readonly entity: string;
  readonly columns: readonly ReportField[];
}

function RowTable({ items, labels, entity, columns }: RowTableProps) {
  const localize = useLocalize();
  const outer = useFieldServices();
  const services = useMemo(
    () => ({ ...outer, label: (id: string) => labels[id] ?? outer.label(id) }),
    [outer, labels],
  );
  return (
    <FieldServicesProvider services={services}>
      <div className="m-report-table">
        <table>
          <thead>
            <tr>
              {columns.map((field) => (
                <th key={field.id} scope="col">
                  {localize(field.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                {columns.map((field, index) => (
                  <td key={field.id}>
                    <RowCell field={field} item={item} entity={entity} isFirst={index === 0} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FieldServicesProvider>
  );
}

interface RowCellProps {
  readonly field: ReportField;
  readonly item: RecordData;
  readonly entity: string;
  readonly isFirst: boolean;
}

/** The first cell of a row opens the record. */
function RowCell({ field, item, entity, isFirst }: RowCellProps) {
  const t = useText(text);
  const { openRecord } = useFieldServices();
  const value = item[field.id] ?? null;
  const shown = <FieldCell field={field.definition} value={value} />;
  if (!isFirst || !openRecord) return shown;
  return (
    <button type="button" className="m-report-row-link" onClick={() => openRecord(entity, item.id)}>
      {value === null || value === "" ? t.untitled : shown}
    </button>
  );
}
