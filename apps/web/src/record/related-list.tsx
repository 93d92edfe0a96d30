import { PlusOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fieldCatalog, findFieldType } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { Panel, useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { CellValue } from "../app/field-parts.tsx";
import { shownFields } from "../records/entity-fields.ts";
import { useLabelBook } from "../records/labels.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { keys } from "../session/query-keys.ts";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { RecordFormDrawer } from "./record-form-drawer.tsx";
import { recordText } from "./text.ts";

const PAGE = 10;
const COLUMNS = 4;

/** The records that point at the one on screen, newest first, with a button for a new one that points here already. */
export function RelatedList({
  field,
  record,
  title,
}: {
  readonly field: FieldDefinition;
  readonly record: string;
  /** Name of the record on screen, for the form of a new one that points at it. */
  readonly title: string;
}) {
  const labels = useLabelBook();
  useEffect(() => labels.add(title === "" ? {} : { [record]: title }), [labels, record, title]);
  const localize = useLocalize();
  const { catalog, permission } = useAppModel();
  const derivation = fieldCatalog.derivationOf?.(field);
  const entity = derivation?.kind === "reverse" ? catalog.find("entity", derivation.entity) : undefined;
  const link =
    derivation?.kind === "reverse" ? entity?.fields.find(({ id }) => id === derivation.field) : undefined;
  if (!entity || !link || !permission(entity.id).read) return null;
  return (
    <Panel
      title={localize(field.name)}
      actions={
        permission(entity.id).create ? <NewRelated entity={entity} link={link} record={record} /> : null
      }
    >
      <RelatedTable entity={entity} link={link} record={record} />
    </Panel>
  );
}

interface RelatedProps {
  readonly entity: EntityDocument;
  readonly link: FieldDefinition;
  readonly record: string;
}

function NewRelated({ entity, link, record }: RelatedProps) {
  const t = useText(recordText);
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const isList = fieldCatalog.kindOf(link) === "references";
  const name = fillText(t.create, { entity: localize(entity.name) });
  return (
    <>
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        aria-label={name}
        onClick={() => setOpen(true)}
      >
        {t.newRelated}
      </Button>
      {open ? (
        <RecordFormDrawer
          entity={entity}
          initial={{ [link.id]: isList ? [record] : record }}
          onClose={() => setOpen(false)}
          onSaved={() => {
            setOpen(false);
            void queryClient.invalidateQueries({ queryKey: keys.records(app, entity.id) });
          }}
        />
      ) : null}
    </>
  );
}

function RelatedTable({ entity, link, record }: RelatedProps) {
  const t = useText(recordText);
  const localize = useLocalize();
  const { id: app, permission } = useAppModel();
  const query = useRelated({ entity, link, record });
  const context = textContext(useLocale(), useTimeZone(), useLabelBook().find);
  const items = (query.data?.pages ?? []).flatMap((page) => page.items);
  const shown = shownFields(entity, permission(entity.id));
  const columns = relatedColumns(entity, link, shown);
  if (query.error) return <PageError error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <PageLoading />;
  if (items.length === 0) return <p className="related-none">{t.noRelated}</p>;
  return (
    <div className="related-list">
      <table>
        <thead>
          <tr>
            <th scope="col">{localize(entity.name)}</th>
            {columns.map((field) => (
              <th key={field.id} scope="col" className={alignOf(field)}>
                {localize(field.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <Link to={`/a/${app}/e/${entity.id}/${item.id}`}>
                  {recordTitle(entity, item, context) || t.unnamedRelated}
                </Link>
              </td>
              {columns.map((field) => (
                <td key={field.id} className={alignOf(field)}>
                  <CellValue field={field} record={item} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {query.hasNextPage ? (
        <Button
          type="text"
          block
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t.moreRelated}
        </Button>
      ) : null}
    </div>
  );
}

function alignOf(field: FieldDefinition): string | undefined {
  return findFieldType(field.type)?.align === "right" ? "related-number" : undefined;
}

/** What a list on the side has room for: short values, not the way back to this record. */
function relatedColumns(
  entity: EntityDocument,
  link: FieldDefinition,
  shown: readonly FieldDefinition[],
): readonly FieldDefinition[] {
  return shown
    .filter(({ id }) => id !== entity.titleField && id !== link.id)
    .filter((field) => {
      const kind = fieldCatalog.kindOf(field);
      return entity.fields.includes(field) && kind !== "rows" && kind !== "files" && kind !== "references";
    })
    .toSorted((a, b) => weightOf(a) - weightOf(b))
    .slice(0, COLUMNS);
}

/** Where it stands and how much it is say most; numbers of records and names of others say least. */
function weightOf(field: FieldDefinition): number {
  const type = findFieldType(field.type);
  if (type?.logsTransitions) return 0;
  const kind = fieldCatalog.kindOf(field);
  if (kind === "number" || kind === "option") return 1;
  return kind === "date" || kind === "datetime" ? 2 : 3;
}

function useRelated({ entity, link, record }: RelatedProps) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  const by = { var: link.id };
  const filter =
    fieldCatalog.kindOf(link) === "references" ? { contains: [by, record] } : { "==": [by, record] };
  return useInfiniteQuery({
    queryKey: keys.list(app, entity.id, "related", link.id, record),
    queryFn: async ({ pageParam }) => {
      const page = await api.call(routes.queryRecords, {
        params: { app, entity: entity.id },
        body: { filter, limit: PAGE, ...(pageParam === "" ? {} : { after: pageParam }) },
      });
      labels.add(page.labels);
      return page;
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}
