import { DisconnectOutlined } from "@ant-design/icons";
import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Tooltip } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { shownFields } from "../records/entity-fields.ts";
import { useLabelBook } from "../records/labels.ts";
import { useRightsBook } from "../records/record-rights.ts";
import { useChangeNotice } from "../records/use-change-notice.tsx";
import { keys } from "../session/query-keys.ts";
import { MoreButton } from "../shell/more-button.tsx";
import { PageError } from "../shell/page-error.tsx";
import { PageLoading } from "../shell/page-loading.tsx";
import { RecordTable, usualColumns } from "./record-table.tsx";
import { isShared, type RelatedPlace } from "./related-place.ts";
import { recordText } from "./text.ts";
import { useLinkWrite } from "./use-links.ts";

const PAGE = 10;

interface RelatedTableProps {
  readonly place: RelatedPlace;
  readonly mayRemove: (record: string) => boolean;
}

/** The rows of a list of related records, page by page; each can be taken out of the list where rights allow. */
export function RelatedTable({ place, mayRemove }: RelatedTableProps) {
  const { entity, link } = place;
  const t = useText(recordText);
  const { permission } = useAppModel();
  const query = useRelated(place);
  const items = (query.data?.pages ?? []).flatMap((page) => page.items);
  const columns = usualColumns(entity, shownFields(entity, permission(entity.id)), [link.id]);
  if (query.error) return <PageError error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <PageLoading />;
  if (items.length === 0) return <p className="related-none">{t.noRelated}</p>;
  const isRemovable = items.some(({ id }) => mayRemove(id));
  return (
    <div className="related-list">
      <RecordTable
        entity={entity}
        items={items}
        columns={columns}
        tool={
          isRemovable
            ? ({ id }, name) => (mayRemove(id) ? <TakeOut place={place} id={id} name={name} /> : null)
            : undefined
        }
      />
      <MoreButton query={query}>{t.moreRelated}</MoreButton>
    </div>
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
