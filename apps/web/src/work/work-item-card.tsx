import { routes } from "@mortise/contract";
import { useApi } from "@mortise/contract/react";
import { fillText } from "@mortise/kit";
import { formatRelativeTime, RelativeTime, useLocale, useLocalize, useNow, useText } from "@mortise/ui";
import { Button, Checkbox, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { DecisionDialog } from "./decision-dialog.tsx";
import { GivenFilesShown } from "./given-files.tsx";
import { OfferButtons } from "./offer-buttons.tsx";
import { finishLabel } from "./finish-label.ts";
import { InterveneButton } from "./intervene-button.tsx";
import { MoreActions, Reassign, Recall, TakeBack } from "./more-actions.tsx";
import { workText } from "./text.ts";
import { useWorkAction } from "./use-work-action.ts";
import type { Decision, WorkItem } from "./work-item.ts";

const TONES: Readonly<Record<Decision, string>> = {
  approved: "success",
  rejected: "error",
  returned: "warning",
  done: "success",
};

/** Something a person is asked to do, with the buttons to do it. */
export function WorkItemCard({
  item,
  inRecord = false,
  isChosen = false,
  onChoose,
}: {
  readonly item: WorkItem;
  readonly inRecord?: boolean;
  /** Whether it is among those that are approved together; with `onChoose` it can be. */
  readonly isChosen?: boolean;
  readonly onChoose?: () => void;
}) {
  const t = useText(workText);
  const locale = useLocale();
  const localize = useLocalize();
  const now = useNow();
  const late = item.status === "open" && item.dueAt !== null && new Date(item.dueAt) < now;
  return (
    <article className="work-item" aria-label={localize(item.title)}>
      <header>
        {onChoose ? (
          <Checkbox
            checked={isChosen}
            onChange={onChoose}
            aria-label={fillText(t.choose, { name: localize(item.title) })}
          />
        ) : null}
        <Tag color={item.isResubmission ? "warning" : "default"}>
          {item.isResubmission ? t.returned : t[item.kind]}
        </Tag>
        <b>{localize(item.title)}</b>
        {late ? <Tag color="error">{t.overdue}</Tag> : null}
        {item.origin ? <Tag bordered={false}>{t[item.origin]}</Tag> : null}
        {item.onBehalfOfName === null ? null : (
          <Tag color="purple">{fillText(t.onBehalfOf, { name: item.onBehalfOfName })}</Tag>
        )}
      </header>
      <p>
        {inRecord ? (
          item.assigneeName
        ) : (
          <Link to={`/a/${item.app}/e/${item.entity}/${item.record}`}>{item.recordTitle}</Link>
        )}
        <RelativeTime value={item.createdAt} />
        {item.dueAt && item.status === "open" ? (
          <span>{fillText(t.due, { time: formatRelativeTime(item.dueAt, now, locale) })}</span>
        ) : null}
      </p>
      {item.question ? <blockquote>{fillText(t.asked, { question: item.question })}</blockquote> : null}
      {item.words.map(({ name, comment }) => (
        <blockquote key={`${name} ${comment}`}>{fillText(t.said, { name, comment })}</blockquote>
      ))}
      {item.comment ? <blockquote>{item.comment}</blockquote> : null}
      <GivenFilesShown item={item} />
      {item.mayDecide ? <DecisionButtons item={item} /> : <Outcome item={item} />}
      {item.mayRecall ? <Recall item={item} /> : null}
      <div className="work-charge">
        <Reassign item={item} />
        {inRecord && item.mayIntervene && item.status === "open" ? (
          <InterveneButton app={item.app} entity={item.entity} run={item.run} size="small" />
        ) : null}
      </div>
      {inRecord && item.status !== "done" ? <TakeBack item={item} /> : null}
    </article>
  );
}

function Outcome({ item }: { readonly item: WorkItem }) {
  const t = useText(workText);
  const names: Readonly<Record<Decision, string>> = {
    approved: t.approved,
    rejected: t.rejected,
    returned: t.returned,
    done: item.origin === "word" ? t.wordGiven : t.finished,
  };
  if (item.kind === "offer") return <OfferOutcome item={item} />;
  if (item.status === "cancelled") return <Tag>{t.cancelled}</Tag>;
  if (item.status === "passed") return <Tag>{t.isPassedOn}</Tag>;
  if (item.status === "later") return <Tag>{t.later}</Tag>;
  if (item.decision) return <Tag color={TONES[item.decision]}>{names[item.decision]}</Tag>;
  return <Tag color="processing">{t.open}</Tag>;
}

function OfferOutcome({ item }: { readonly item: WorkItem }) {
  const t = useText(workText);
  if (item.status === "cancelled") return <Tag>{t.lapsed}</Tag>;
  if (item.decision === "approved") return <Tag color="success">{t.accepted}</Tag>;
  if (item.decision === "rejected") return <Tag>{t.passedBy}</Tag>;
  return <Tag color="processing">{t.open}</Tag>;
}

function DecisionButtons({ item }: { readonly item: WorkItem }) {
  const t = useText(workText);
  const [asked, setAsked] = useState<Decision | undefined>(undefined);
  if (item.kind === "copy") return <ReadButton item={item} />;
  if (item.kind === "offer") return <OfferButtons item={item} />;
  if (item.kind === "task" || item.origin === "word")
    return (
      <div className="work-buttons">
        <Button type="primary" onClick={() => setAsked("done")}>
          {finishLabel(item, t)}
        </Button>
        <MoreActions item={item} />
        {asked ? <DecisionDialog item={item} decision={asked} onClose={() => setAsked(undefined)} /> : null}
      </div>
    );
  return (
    <div className="work-buttons">
      <Button type="primary" onClick={() => setAsked("approved")}>
        {t.approve}
      </Button>
      <Button danger onClick={() => setAsked("rejected")}>
        {t.reject}
      </Button>
      <Button onClick={() => setAsked("returned")}>{t.giveBack}</Button>
      <MoreActions item={item} />
      {asked ? <DecisionDialog item={item} decision={asked} onClose={() => setAsked(undefined)} /> : null}
    </div>
  );
}

/** A copy asks for nothing but to be read. */
function ReadButton({ item }: { readonly item: WorkItem }) {
  const t = useText(workText);
  const api = useApi();
  const read = useWorkAction(item, () =>
    api.call(routes.decideWorkItem, { params: { id: item.id }, body: { decision: "done" } }),
  );
  return (
    <Button loading={read.isPending} onClick={() => read.mutate()}>
      {t.markRead}
    </Button>
  );
}
