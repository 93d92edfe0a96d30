import { DisconnectOutlined } from "@ant-design/icons";
import { type RecordData, routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fieldCatalog, findFieldType, standsRight } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Tooltip } from "antd";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { CellValue } from "../app/field-parts.tsx";
import { shownFields } from "../records/entity-fields.ts";
import { useLabelBook } from "../records/labels.ts";
import { useRightsBook } from "../records/record-rights.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { useChangeNotice } from "../records/use-change-notice.tsx";
import { keys } from "../session/query-keys.ts";
import { MoreButton } from "../shell/more-button.tsx";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { isShared, type RelatedPlace } from "./related-place.ts";
import { recordText } from "./text.ts";
import { useLinkWrite } from "./use-links.ts";

const PAGE = 10;
const COLUMNS = 4;

interface RelatedTableProps {
  readonly place: RelatedPlace;
  readonly mayRemove: (record: string) => boolean;
}

/** The rows of a list of related records, page by page; each can be taken out of the list where rights allow. */
export function RelatedTable({ place, mayRemove }: RelatedTableProps) {
  const { entity, link } = place;
  const t = useText(recordText);
  const localize = useLocalize();
  const { permission } = useAppModel();
  const query = useRelated(place);
  const items = (query.data?.pages ?? []).flatMap((page) => page.items);
  const columns = relatedColumns(entity, link, shownFields(entity, permission(entity.id)));
  if (query.error) return <PageError error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <PageLoading />;
  if (items.length === 0) return <p className="related-none">{t.noRelated}</p>;
  const removes = items.some(({ id }) => mayRemove(id));
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
            {removes ? (
              <th scope="col" className="related-tool">
                <span className="m-visually-hidden">{t.takeOut}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <RelatedRow
              key={item.id}
              place={place}
              item={item}
              columns={columns}
              tool={removes ? (mayRemove(item.id) ? "remove" : "none") : undefined}
            />
          ))}
        </tbody>
      </table>
      <MoreButton query={query}>{t.moreRelated}</MoreButton>
    </div>
  );
}

interface RelatedRowProps {
  readonly place: RelatedPlace;
  readonly item: RecordData;
  readonly columns: readonly FieldDefinition[];
  /** What stands at the end of the row; undefined where no row of the table has anything there. */
  readonly tool: "remove" | "none" | undefined;
}

function RelatedRow({ place, item, columns, tool }: RelatedRowProps) {
  const { entity } = place;
  const t = useText(recordText);
  const { id: app } = useAppModel();
  const context = textContext(useLocale(), useTimeZone(), useLabelBook().find);
  const name = recordTitle(entity, item, context) || t.unnamedRelated;
  return (
    <tr>
      <td>
        <Link to={`/a/${app}/e/${entity.id}/${item.id}`}>{name}</Link>
      </td>
      {columns.map((field) => (
        <td key={field.id} className={alignOf(field)}>
          <CellValue field={field} record={item} />
        </td>
      ))}
      {tool === undefined ? null : (
        <td className="related-tool">
          {tool === "remove" ? <TakeOut place={place} id={item.id} name={name} /> : null}
        </td>
      )}
    </tr>
  );
}

function TakeOut({
  place,
  id,
  name,
}: {
  readonly place: RelatedPlace;
  readonly id: string;
  readonly name: string;
}) {
  const t = useText(recordText);
  const write = useLinkWrite(place);
  const tell = useChangeNotice(place.entity.id);
  return (
    <Tooltip title={t.takeOut}>
      <Button
        type="text"
        size="small"
        icon={<DisconnectOutlined aria-hidden="true" />}
        loading={write.isPending}
        aria-label={fillText(t.takeOutOf, { name })}
        onClick={() =>
          write.mutate(
            { remove: [id] },
            { onSuccess: ({ changeSet }) => tell(fillText(t.takenOut, { name }), changeSet) },
          )
        }
      />
    </Tooltip>
  );
}

function alignOf(field: FieldDefinition): string | undefined {
  return standsRight(field) ? "related-number" : undefined;
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

function useRelated({ holder, entity, link }: RelatedPlace) {
  const api = useApi();
  const { id: app } = useAppModel();
  const labels = useLabelBook();
  const rights = useRightsBook();
  const by = { var: link.id };
  const filter = isShared(link) ? { contains: [by, holder.id] } : { "==": [by, holder.id] };
  return useInfiniteQuery({
    queryKey: keys.list(app, entity.id, "related", link.id, holder.id),
    queryFn: async ({ pageParam }) => {
      const page = await api.call(routes.queryRecords, {
        params: { app, entity: entity.id },
        body: { filter, limit: PAGE, ...(pageParam === "" ? {} : { after: pageParam }) },
      });
      labels.add(page.labels);
      rights.add(page);
      return page;
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}
