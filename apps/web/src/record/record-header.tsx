import type { RecordData } from "@mortise/contract";
import type { EntityDocument } from "@mortise/metadata";
import { fillText } from "@mortise/kit";
import {
  formatRelativeTime,
  IconByName,
  PageHeader,
  useLocale,
  useNow,
  useText,
  useTimeZone,
} from "@mortise/ui";
import { Tag } from "antd";
import { FollowButton } from "../comments/follow-button.tsx";
import { PoolTags } from "../pools/pool-tags.tsx";
import { useLabels } from "../records/labels.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { recordsText } from "../records/text.ts";
import { workText } from "../work/text.ts";
import { AskedDecision } from "../work/asked-decision.tsx";
import { useRecordWork } from "../work/use-record-lock.ts";
import { RecordActions } from "./record-actions.tsx";
import { recordText } from "./text.ts";

/** The record's name, whose it is, and what can be done with it. */
export function RecordHeader({
  entity,
  record,
  isLocked,
  onGone,
}: {
  readonly entity: EntityDocument;
  readonly record: RecordData;
  /** Under an approval that keeps it from being changed. */
  readonly isLocked: boolean;
  readonly onGone: () => void;
}) {
  const words = useText(recordsText);
  const labels = useLabels();
  const context = textContext(useLocale(), useTimeZone(), labels);
  const title = recordTitle(entity, record, context) || words.unnamed;
  const isBinned = (record["deleted_at"] ?? null) !== null;
  return (
    <div className="record-head">
      <PageHeader
        icon={<IconByName name={entity.icon} />}
        title={title}
        description={entity.owned ? <Holder entity={entity} record={record} /> : undefined}
        actions={
          <>
            {isBinned ? null : <FollowButton entity={entity.id} id={record.id} />}
            <RecordActions
              entity={entity}
              record={record}
              title={title}
              isLocked={isLocked}
              onGone={onGone}
            />
          </>
        }
      />
    </div>
  );
}

/** To whom the record is offered, and how long that holds. */
function OfferedTo({ entity, id }: { readonly entity: string; readonly id: string }) {
  const t = useText(workText);
  const locale = useLocale();
  const now = useNow();
  const offer = useRecordWork(entity, id).data?.items.find(
    ({ kind, status }) => kind === "offer" && status === "open",
  );
  if (!offer) return null;
  const time =
    offer.dueAt === null ? "" : fillText(t.due, { time: formatRelativeTime(offer.dueAt, now, locale) });
  return <Tag color="processing">{fillText(t.offeredTo, { name: offer.assigneeName, time })}</Tag>;
}

/** Whose the record is: a person's, or everybody's. */
function Holder({ entity, record }: { readonly entity: EntityDocument; readonly record: RecordData }) {
  const t = useText(recordText);
  const labels = useLabels();
  const owner = typeof record["owner"] === "string" ? record["owner"] : undefined;
  return (
    <span className="record-owner">
      <OfferedTo entity={entity.id} id={record.id} />
      <AskedDecision entity={entity.id} id={record.id} />
      {owner === undefined ? null : `${t.owner}: ${labels(owner) ?? "…"}`}
      <PoolTags entity={entity} record={record} />
    </span>
  );
}
